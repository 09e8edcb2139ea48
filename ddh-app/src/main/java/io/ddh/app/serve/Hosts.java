package io.ddh.app.serve;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The names under which the server may be called. A web page elsewhere can let its own name resolve
 * to this machine (DNS rebinding), so that browsers allow it to read responses; but its requests
 * contain its own name.
 *
 * @param names with ports, in lower case
 */
record Hosts(Set<String> names) {
  /**
   * The names of an address with a port.
   *
   * @param host name given by the user
   */
  static Hosts of(String host, InetAddress address, int port) {
    String ip = address.getHostAddress();
    Set<String> names = new HashSet<>();
    names.add(host.toLowerCase(Locale.ROOT));
    names.add(ip.contains(":") ? "[" + ip + "]" : ip);
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }
    Set<String> all = names.stream().map(name -> name + ":" + port).collect(Collectors.toSet());
    if (port == 80) {
      all.addAll(names);
    }
    return new Hosts(all);
  }

  /** Refuses requests under another name, and those from pages of another origin. */
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
        throw new HttpException.RuntimeException(403, "request from a page of another origin");
      }
    }
  }
}
