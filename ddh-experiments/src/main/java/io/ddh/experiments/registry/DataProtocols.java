package io.ddh.experiments.registry;

import io.ddh.core.Settings;
import io.ddh.core.SplitProtocol;
import io.ddh.data.split.SplitProtocols;
import java.util.List;
import java.util.Map;

/** The protocols of ddh-data. */
final class DataProtocols implements Protocols {
  @Override
  public List<String> names() {
    return SplitProtocols.names();
  }

  @Override
  public Map<String, Object> defaults(String protocol) {
    return SplitProtocols.defaults(protocol);
  }

  @Override
  public SplitProtocol make(String protocol, Settings settings) {
    return SplitProtocols.of(protocol, settings);
  }
}
