package io.ddh.baselines;

import io.ddh.core.BinaryCodes;
import io.ddh.core.DeclaredMethod;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.HashMap;
import java.util.Map;

/** Base class of methods that learn from feature vectors; the default features are {@code lbp}. */
abstract class ShallowMethod extends DeclaredMethod {
  ShallowMethod(Profile profile, Settings settings) {
    super(profile, settings);
  }

  /**
   * Learns from features that have already been checked, so there is at least one row and every
   * value is finite.
   */
  abstract Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress);

  /**
   * Returns the function that a saved state describes, with one score per bit. By default, this
   * function is an affine map.
   */
  Rows.Scorer scorer(Saved saved) {
    return AffineMap.of(saved, saved.integer("bits"));
  }

  /** Creates a hasher from an affine map with one output per bit. */
  final Hasher hasher(AffineMap map, Map<String, Object> facts) {
    return hasher(map.outputs(), map.mean().length, Map.of(), map.arrays(), facts);
  }

  /**
   * Creates a hasher from the parts of its state, as if the state had been read from a file.
   *
   * @param more all numbers of the state other than code length and dimension
   * @param arrays arrays of the state by name
   * @param facts facts about the training, for the result file
   */
  final Hasher hasher(
      int bits,
      int dimension,
      Map<String, Number> more,
      Map<String, float[]> arrays,
      Map<String, Object> facts) {
    Map<String, String> texts = new HashMap<>();
    more.forEach((key, value) -> texts.put(key, value.toString()));
    texts.put("bits", Integer.toString(bits));
    texts.put("dimension", Integer.toString(dimension));
    TensorFile state = new TensorFile("hasher/" + name(), texts, arrays);
    return new StateHasher(state, bits, dimension, scorer(new Saved(state, name())), facts);
  }

  /** A hasher whose bit k is 1 if the k-th score is positive. */
  private record StateHasher(
      TensorFile state, int bits, int dimension, Rows.Scorer scorer, Map<String, Object> facts)
      implements Hasher {
    StateHasher {
      facts = Map.copyOf(facts);
    }

    @Override
    public BinaryCodes encode(Inputs inputs) {
      return Rows.encode(inputs, dimension, bits, scorer);
    }
  }

  @Override
  public final String features() {
    return "lbp";
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    Features x = Rows.training(data);
    checkBits(bits, x.dimension());
    return learn(data, x, bits, seed, progress);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    Saved saved = new Saved(state, where);
    return new StateHasher(
        state, saved.integer("bits"), saved.integer("dimension"), scorer(saved), Map.of());
  }
}
