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
 * The host names under which the server accepts requests. Checking the name protects against DNS
 * rebinding: a web page elsewhere can make its own name resolve to this machine, so that browsers
 * let it read responses. The requests of such a page, however, contain the page's own host name and
 * are refused.
 *
 * @param names host names with their ports, such as {@code localhost:8080}, in lower case
 */
record Hosts(Set<String> names) {
  /**
   * Returns the names of a server that listens on an address and port.
   *
   * @param host host name that the user gave
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

  /** Refuses a request that names another host, or that comes from a page of another origin. */
  void check(Request head) {
    String host = head.getHeaders().get(HttpHeader.HOST);
    if (host == null) {
      throw new HttpException.RuntimeException(400, "the Host header is missing");
    }
    String name = host.toLowerCase(Locale.ROOT);
    if (!names.contains(name)) {
      throw new HttpException.RuntimeException(403, "the Host header names another server");
    }
    for (String origin : head.getHeaders().getValuesList(HttpHeader.ORIGIN)) {
      if (!origin.toLowerCase(Locale.ROOT).equals("http://" + name)) {
        throw new HttpException.RuntimeException(403, "request from a page of another origin");
      }
    }
  }
}
