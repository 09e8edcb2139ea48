package io.ddh.app.serve;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The names by which the server may be called. A page elsewhere can let its own name point to this
 * machine (DNS rebinding) and would then be trusted by the browser; its requests carry its name.
 */
final class Hosts {
  private final Set<String> names;

  private Hosts(Set<String> names) {
    this.names = names;
  }

  /**
   * Names of an address and port.
   *
   * @param host as the user named it
   */
  static Hosts of(String host, InetAddress address, int port) {
    Set<String> bare = new HashSet<>(Set.of(host.toLowerCase(Locale.ROOT)));
    bare.add(bracketed(address.getHostAddress()));
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      bare.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }
    Set<String> names = new HashSet<>();
    for (String name : bare) {
      names.add(name + ":" + port);
      if (port == 80) {
        names.add(name);
      }
    }
    return new Hosts(names);
  }

  private static String bracketed(String address) {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  /** Refuses requests under another name, and those that a page of another origin makes. */
  void check(Request head) {
    String host = head.getHeaders().get(HttpHeader.HOST);
    if (host == null) {
      throw new HttpException.RuntimeException(400, "a Host header is needed");
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (!names.contains(name)) {
      throw new HttpException.RuntimeException(403, "not the name of this server");
    }
    for (String origin : head.getHeaders().getValuesList(HttpHeader.ORIGIN)) {
      if (!origin.toLowerCase(Locale.ROOT).equals("http://" + name)) {
        throw new HttpException.RuntimeException(403, "asked for by a page of another origin");
      }
    }
  }
}
