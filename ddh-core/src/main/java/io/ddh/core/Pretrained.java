package io.ddh.core;

import java.util.List;
import java.util.Map;

/**
 * Networks that were trained elsewhere, on other data than the data set at hand. Tables show rows
 * on the features of such networks apart from rows that learned from the data at hand.
 *
 * @param networks names and digests of the networks and of everything else that determines their
 *     output
 * @param trainedOn names of the data sets that the networks were trained on, as far as they are
 *     known
 */
public record Pretrained(String networks, List<String> trainedOn) {
  /**
   * Copies the list.
   *
   * @param networks names and digests of the networks and of everything else that determines their
   *     output
   * @param trainedOn names of the data sets that the networks were trained on
   */
  public Pretrained {
    trainedOn = List.copyOf(trainedOn);
  }

  /** {@return both components by name, for digests and result files} */
  public Map<String, Object> asMap() {
    return Map.of("networks", networks, "trainedOn", trainedOn);
  }
}
