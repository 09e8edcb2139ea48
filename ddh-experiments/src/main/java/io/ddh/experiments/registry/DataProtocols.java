package io.ddh.experiments.registry;

import io.ddh.data.Settings;
import io.ddh.data.SplitProtocol;
import java.util.List;
import java.util.Map;

/** The protocols of ddh-data. */
final class DataProtocols implements Protocols {
  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public Map<String, Object> defaults(String protocol) {
    return Map.of();
  }

  @Override
  public SplitProtocol make(String protocol, Settings settings) {
    throw new IllegalArgumentException("no protocol '" + protocol + "'");
  }
}
