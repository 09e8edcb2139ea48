package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A method that learns from feature vectors, by default {@code lbp}. */
abstract class ShallowMethod implements HashMethod {
  private final Profile profile;

  /**
   * What a method declares.
   *
   * @param name of the method
   * @param citation of its paper
   * @param deviations from the paper or its reference code, one sentence each
   * @param defaults every setting with its default
   * @param restore rebuilds a hasher from its saved state
   */
  record Profile(
      String name,
      Citation citation,
      List<String> deviations,
      Map<String, Object> defaults,
      Function<Saved, Hasher> restore) {
    /** Every setting at its default. */
    Settings settings() {
      return Settings.of(name, defaults, Map.of());
    }
  }

  ShallowMethod(Profile profile) {
    this.profile = profile;
  }

  /** Learns from checked features: there is at least one row, and every value is finite. */
  abstract Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress);

  @Override
  public final String name() {
    return profile.name();
  }

  @Override
  public final Citation citation() {
    return profile.citation();
  }

  @Override
  public final String features() {
    return "lbp";
  }

  @Override
  public final List<String> deviations() {
    return profile.deviations();
  }

  @Override
  public final Map<String, Object> defaults() {
    return profile.defaults();
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    Features x = Rows.training(data);
    checkBits(bits, x.dimension());
    return learn(data, x, bits, seed, progress);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    return profile.restore().apply(new Saved(state, where));
  }
}
