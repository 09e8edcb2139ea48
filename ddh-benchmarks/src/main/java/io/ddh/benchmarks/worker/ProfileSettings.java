package io.ddh.benchmarks.worker;

import io.ddh.core.Settings;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings of a method in a profile of the built-in {@code experiments.yaml}, with fewer epochs.
 *
 * @param run the settings with fewer epochs
 * @param epochs number of epochs in {@code run}; 0 if the method has none
 * @param profileEpochs number of epochs in the profile
 */
record ProfileSettings(Settings run, int epochs, int profileEpochs) {
  private static final String EPOCHS = "epochs";

  /** Reads the built-in file with the settings of a profile. */
  static Experiments read(Registry registry, String profile) throws IOException {
    return new ExperimentsReader(registry, Map.of()).readBuiltIn(profile, List.of());
  }

  /**
   * Shortens a training.
   *
   * @param defaults every setting of the method
   * @param settings settings of the profile
   * @param most largest number of epochs
   */
  static ProfileSettings shortened(Map<String, Object> defaults, Settings settings, int most) {
    if (!defaults.containsKey(EPOCHS)) {
      return new ProfileSettings(settings, 0, 0);
    }
    int all = settings.integer(EPOCHS, 1, Integer.MAX_VALUE);
    int epochs = Math.min(most, all);
    Map<String, Object> given = new TreeMap<>(settings.asMap());
    given.put(EPOCHS, epochs);
    return new ProfileSettings(Settings.of("worker", defaults, given), epochs, all);
  }
}
