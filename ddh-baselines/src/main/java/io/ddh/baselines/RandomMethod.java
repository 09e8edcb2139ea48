package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;

/**
 * The floor of the tables: codes that carry nothing but whether two rows are the same bit for bit.
 */
public final class RandomMethod implements HashMethod {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public Citation citation() {
    return new Citation(
        "A. Sablayrolles, M. Douze, N. Usunier, H. Jégou",
        "How should we evaluate supervised hashing?",
        "ICASSP",
        2017,
        "arXiv:1609.06753");
  }

  @Override
  public String features() {
    return "lbp";
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "A floor of our own, of no paper; the citation is about why trivial rows belong in a"
            + " table.");
  }

  @Override
  public boolean collapseExpected() {
    return true;
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    checkBits(bits);
    return new RandomHasher(bits, Rows.training(data).dimension(), seed);
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    return RandomHasher.of(state, where);
  }
}
