package io.ddh.experiments.registry;

import io.ddh.core.Settings;
import io.ddh.core.SplitProtocol;
import java.util.List;
import java.util.Map;

/** The split protocols by name. */
public interface Protocols {
  /** Names of all protocols. */
  List<String> names();

  /** Every setting of a protocol with its default. */
  Map<String, Object> defaults(String protocol);

  /** The protocol with its settings. */
  SplitProtocol make(String protocol, Settings settings);
}
