package io.ddh.experiments.config;

import io.ddh.data.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole of {@code experiments.yaml}, checked, overrides applied.
 *
 * @param profiles by name, in the file's order
 * @param datasets by name, in the file's order
 * @param methods settings of every registered method, by its name
 * @param features settings of every registered feature method, by its name
 * @param expected for {@code ddh verify}
 */
public record Experiments(
    Map<String, Profile> profiles,
    Map<String, DatasetSpec> datasets,
    Map<String, Settings> methods,
    Map<String, Settings> features,
    List<Expectation> expected) {

  /** The profile of that name. */
  public Profile profile(String name) {
    Names.check("--profile", "profile", name, profiles.keySet());
    return profiles.get(name);
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
    all.put(profile, new Profile(profile, names, p.methods(), p.bits(), p.seeds(), p.where()));
    return new Experiments(all, sets, methods, features, expected);
  }
}
