package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.Profile;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The cells of a run, ordered by data set, seed, row and code length, so that features and splits
 * are made once and shared.
 *
 * @param profile profile that the plan was made for
 * @param cells planned cells in the order of the run
 */
public record Plan(Profile profile, List<PlannedCell> cells) {
  /**
   * Makes the plan of a profile. Every method is configured and every code length is checked.
   *
   * @param experiments data sets, rows and features of the experiments file
   * @param profile data sets, rows, code lengths and seeds to combine
   * @param registry methods and features on the class path
   * @param only glob that the names of cells must match; empty for all cells
   * @return the plan, with at least one cell
   * @throws BadInputException if a setting or code length is not valid, or no cell is left
   */
  public static Plan of(Experiments experiments, Profile profile, Registry registry, String only) {
    List<PlannedCell> cells = new ArrayList<>();
    for (String dataset : profile.datasets()) {
      DatasetSpec spec = experiments.datasets().get(dataset);
      for (long seed : profile.seeds()) {
        for (String name : profile.methods()) {
          String where = profile.where() + ": profiles." + profile.name();
          Row row = experiments.row(registry, where, name);
          Settings settings = experiments.settings(row);
          HashMethod method = row.method().configure(settings);
          Optional<FeaturePlan> features = features(row, experiments, registry);
          for (int bits : profile.bits()) {
            checkBits(method, features, bits);
            cells.add(new PlannedCell(spec, name, method, settings, features, bits, seed));
          }
        }
      }
    }
    if (!only.isEmpty()) {
      PathMatcher matcher = matcher(only);
      cells.removeIf(cell -> !matcher.matches(Path.of(cell.id())));
    }
    if (cells.isEmpty()) {
      throw new BadInputException(
          "--only " + only + ": matches no cell of profile '" + profile.name() + "'");
    }
    return new Plan(profile, cells);
  }

  private static void checkBits(HashMethod method, Optional<FeaturePlan> features, int bits) {
    try {
      method.checkBits(bits);
      features
          .map(f -> f.method().dimension(f.output()))
          .filter(dimension -> dimension > 0) // otherwise PlannedCell.check checks the images
          .ifPresent(dimension -> method.checkBits(bits, dimension));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(method.name() + ": " + bits + " bits: " + e.getMessage(), e);
    }
  }

  private static Optional<FeaturePlan> features(
      Row row, Experiments experiments, Registry registry) {
    if (row.features().isEmpty()) {
      return Optional.empty();
    }
    String name = registry.outputs().get(row.features());
    Settings settings = experiments.features().get(name);
    FeatureMethod method = registry.features().get(name).configure(settings);
    method.pretrained(); // refuses missing networks before any data are read
    return Optional.of(new FeaturePlan(row.features(), name, method, settings));
  }

  private static PathMatcher matcher(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new BadInputException(
          "--only " + glob + ": not a valid glob: " + e.getDescription(), e);
    }
  }
}
