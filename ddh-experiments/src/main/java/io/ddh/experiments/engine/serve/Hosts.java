package io.ddh.experiments.engine.serve;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

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
  void check(Request head) throws Refusal {
    String host = head.header("host").orElse("").toLowerCase(Locale.ROOT);
    if (host.isEmpty()) {
      throw new Refusal(400, "a Host header is needed");
    }
    if (!names.contains(host)) {
      throw new Refusal(403, "not the name of this server");
    }
    String origin = head.header("origin").orElse("");
    if (!origin.isEmpty() && !origin.toLowerCase(Locale.ROOT).equals("http://" + host)) {
      throw new Refusal(403, "asked for by a page of another origin");
    }
  }
}
