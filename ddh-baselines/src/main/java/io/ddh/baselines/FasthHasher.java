package io.ddh.baselines;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.TensorFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Bit k is 1 where the k-th ensemble's F is positive.
 *
 * @param quantizer from features to bins
 * @param ensembles one per bit, all of one depth
 * @param facts of the training
 */
record FasthHasher(Quantizer quantizer, List<Ensemble> ensembles, Map<String, Object> facts)
    implements Hasher {
  private static final String NAME = "fasth";

  FasthHasher {
    Check.atLeast("ensembles", ensembles.size(), 1);
    ensembles = List.copyOf(ensembles);
    facts = Map.copyOf(facts);
  }

  @Override
  public int bits() {
    return ensembles.size();
  }

  @Override
  public BinaryCodes encode(Inputs inputs) {
    int d = quantizer.dimension();
    return Rows.encode(
        inputs,
        d,
        bits(),
        (x, from, to) -> {
          byte[] bins = quantizer.rows(x, from, to);
          float[][] scores = new float[bits()][to - from];
          for (int k = 0; k < scores.length; k++) {
            ensembles.get(k).score(bins, d, scores[k]);
          }
          return scores;
        });
  }

  @Override
  public TensorFile state() {
    int depth = ensembles.get(0).depth();
    float[] trees = new float[bits()];
    int total = 0;
    for (int k = 0; k < trees.length; k++) {
      trees[k] = ensembles.get(k).trees();
      total += ensembles.get(k).trees();
    }
    int inner = (1 << depth) - 1;
    float[] features = new float[total * inner];
    float[] thresholds = new float[total * inner];
    float[] leaves = new float[total * (inner + 1)];
    int tree = 0;
    for (Ensemble e : ensembles) {
      for (int i = 0; i < e.features().length; i++) {
        features[tree * inner + i] = e.features()[i]; // whole numbers under 2^24: exact
        thresholds[tree * inner + i] = e.thresholds()[i];
      }
      System.arraycopy(e.leaves(), 0, leaves, tree * (inner + 1), e.leaves().length);
      tree += e.trees();
    }
    return Saved.state(
        NAME,
        Map.of(
            "bits", Integer.toString(bits()),
            "depth", Integer.toString(depth),
            "dimension", Integer.toString(quantizer.dimension())),
        Map.of(
            "low", quantizer.low(),
            "scale", quantizer.scale(),
            "trees", trees,
            "features", features,
            "thresholds", thresholds,
            "leaves", leaves));
  }

  static FasthHasher of(Saved saved) {
    int d = saved.integer("dimension");
    int depth = saved.integer("depth");
    if (depth > Tree.MAX_DEPTH) {
      throw new BadInputException(
          saved.where() + ": depth must be in [1, " + Tree.MAX_DEPTH + "], found " + depth);
    }
    int inner = (1 << depth) - 1;
    int[] trees = whole(saved, "trees", saved.integer("bits"), 1_000_000);
    long total = 0;
    for (int count : trees) {
      total += count;
    }
    int[] features = whole(saved, "features", total * inner, d - 1);
    int[] thresholds = whole(saved, "thresholds", total * inner, Tree.NO_SPLIT);
    float[] leaves = saved.array("leaves", total * (inner + 1));
    List<Ensemble> ensembles = new ArrayList<>();
    int at = 0;
    for (int count : trees) {
      ensembles.add(
          new Ensemble(
              depth,
              Arrays.copyOfRange(features, at * inner, (at + count) * inner),
              Arrays.copyOfRange(thresholds, at * inner, (at + count) * inner),
              Arrays.copyOfRange(leaves, at * (inner + 1), (at + count) * (inner + 1))));
      at += count;
    }
    return new FasthHasher(
        new Quantizer(saved.array("low", d), saved.array("scale", d)), ensembles, Map.of());
  }

  private static int[] whole(Saved saved, String key, long length, int most) {
    float[] values = saved.array(key, length);
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) values[i];
      if (out[i] != values[i] || out[i] < 0 || out[i] > most) {
        throw new BadInputException(
            saved.where()
                + ": '"
                + key
                + "' must hold numbers in [0, "
                + most
                + "], found "
                + values[i]);
      }
    }
    return out;
  }
}
