package io.ddh.app.data;

import io.ddh.core.BadInputException;
import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.KnownNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A data set to read, as the user chose it.
 *
 * @param name for messages and the YAML
 * @param reader of its form
 * @param given the settings that differ from the reader's defaults
 * @param settings all settings
 * @param reason why that form was taken, one line
 * @param spec its entry in the experiments file, if it was named by that
 */
public record ChosenData(
    String name,
    DatasetReader reader,
    Map<String, Object> given,
    Settings settings,
    String reason,
    Optional<DatasetSpec> spec) {

  /**
   * The data set with a split: by the given protocol, else that of the experiments file, else
   * {@code given} for a set that comes with a split, else {@code facescrub}.
   *
   * @param protocol name of the protocol; empty: as said above
   * @param divided whether the set comes with a split
   * @param changes settings of the split instead of the experiments file's or the defaults
   * @return the data set with its split
   * @throws BadInputException if there is no such protocol or setting
   */
  public DatasetSpec split(
      Optional<String> protocol, boolean divided, Map<String, Object> changes) {
    String own = spec.map(DatasetSpec::protocol).orElse(divided ? "given" : "facescrub");
    String chosen = protocol.orElse(own);
    KnownNames.check("--protocol", "protocol", chosen, SplitProtocols.names());
    Map<String, Object> split = new TreeMap<>();
    spec.filter(s -> chosen.equals(own)).ifPresent(s -> split.putAll(s.splitSettings().asMap()));
    split.putAll(changes);
    return new DatasetSpec(
        name,
        reader.form(),
        settings,
        chosen,
        Settings.of("split", SplitProtocols.defaults(chosen), split),
        "command line");
  }
}
