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
 * @param name name of the data set, for messages and the experiments file
 * @param reader reader of the data set's form
 * @param given settings of the reader that differ from its defaults
 * @param settings all settings of the reader
 * @param reason why the data set is read in that form, in one line
 * @param spec entry of the data set in the experiments file; empty if the data set was chosen by a
 *     path
 */
public record ChosenData(
    String name,
    DatasetReader reader,
    Map<String, Object> given,
    Settings settings,
    String reason,
    Optional<DatasetSpec> spec) {

  /**
   * Combines the data set with a split. The protocol is the one that the user names, or else the
   * one in the experiments file. If there is neither, a data set that comes with its own split gets
   * the protocol {@code given}, any other data set {@code facescrub}.
   *
   * @param protocol name of the protocol; empty if it is to be chosen as described
   * @param divided whether the data set comes with its own split
   * @param changes settings of the split that replace those of the experiments file or the defaults
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
