package io.ddh.experiments.config;

import io.ddh.core.Settings;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole of {@code experiments.yaml}, checked, overrides applied.
 *
 * @param profiles by name, in the file's order
 * @param datasets by name, in the file's order
 * @param methods settings of every registered method and of every variant, by its name
 * @param variants rows that the file adds, by name: the row that each is a variant of
 * @param features settings of every registered feature method, by its name
 * @param expected for {@code ddh verify}
 */
public record Experiments(
    Map<String, Profile> profiles,
    Map<String, DatasetSpec> datasets,
    Map<String, Settings> methods,
    Map<String, Row> variants,
    Map<String, Settings> features,
    List<Expectation> expected) {

  /** The profile of that name. */
  public Profile profile(String name) {
    KnownNames.check("--profile", "profile", name, profiles.keySet());
    return profiles.get(name);
  }

  /**
   * The row of that name: a variant of the file or one of the registry.
   *
   * @param where place for messages
   * @throws io.ddh.core.BadInputException if there is none
   */
  public Row row(Registry registry, String where, String name) {
    return Variants.row(registry, variants, where, name);
  }

  /** The settings of a row's method. */
  public Settings settings(Row row) {
    return methods.get(variants.containsKey(row.name()) ? row.name() : row.method().name());
  }

  /** The same with one data set under another name, in the given profile and among the sets. */
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
