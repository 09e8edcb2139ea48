package io.ddh.experiments.config;

import io.ddh.core.Settings;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked contents of {@code experiments.yaml}, with overrides applied.
 *
 * @param profiles profiles by name, in the order of the file
 * @param datasets data sets by name, in the order of the file
 * @param methods settings of every registered method and of every variant, by name
 * @param variants the row that each variant is based on, by the name of the variant
 * @param features settings of every registered feature method, by name
 * @param expected expected values, which {@code ddh verify} compares with results
 */
public record Experiments(
    Map<String, Profile> profiles,
    Map<String, DatasetSpec> datasets,
    Map<String, Settings> methods,
    Map<String, Row> variants,
    Map<String, Settings> features,
    List<Expectation> expected) {

  /**
   * Returns the profile with the given name.
   *
   * @param name name of the profile
   * @return the profile
   * @throws io.ddh.core.BadInputException if there is no profile of that name
   */
  public Profile profile(String name) {
    KnownNames.check("--profile", "profile", name, profiles.keySet());
    return profiles.get(name);
  }

  /**
   * Returns the row with the given name, which is a variant from the file or a row of the registry.
   *
   * @param registry methods and features that a file can name
   * @param where place in the file, for messages
   * @param name name of the row, for example {@code sdh+cnn}
   * @return the row
   * @throws io.ddh.core.BadInputException if there is no row of that name
   */
  public Row row(Registry registry, String where, String name) {
    return registry.row(where, name, variants);
  }

  /**
   * Returns the settings of a row's method.
   *
   * @param row a row of the file or of the registry
   * @return the settings of the variant if the row is a variant, otherwise the settings of its
   *     method
   */
  public Settings settings(Row row) {
    return methods.get(variants.containsKey(row.name()) ? row.name() : row.method().name());
  }

  /**
   * Returns a copy in which a data set has another name, in the given profile and among the data
   * sets.
   *
   * @param profile name of the profile
   * @param dataset current name of the data set
   * @param name new name of the data set
   * @return the copy
   */
  public Experiments renamed(String profile, String dataset, String name) {
    Map<String, DatasetSpec> sets = new LinkedHashMap<>(datasets);
    DatasetSpec old = sets.remove(dataset);
    sets.put(
        name,
        new DatasetSpec(
            name, old.form(), old.settings(), old.protocol(), old.splitSettings(), old.where()));
    Map<String, Profile> all = new LinkedHashMap<>(profiles);
    Profile p = profile(profile);
    List<String> names = p.datasets().stream().map(d -> d.equals(dataset) ? name : d).toList();
    all.put(
        profile,
        new Profile(profile, names, p.methods(), p.bits(), p.seeds(), p.mapAt(), p.where()));
    return new Experiments(all, sets, methods, variants, features, expected);
  }
}
