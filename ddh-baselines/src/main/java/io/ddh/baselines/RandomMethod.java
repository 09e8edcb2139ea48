package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;

/**
 * The floor of the tables: codes that carry nothing but whether two rows are the same bit for bit.
 */
public final class RandomMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "random",
          new Citation(
              "A. Sablayrolles, M. Douze, N. Usunier, H. Jégou",
              "How should we evaluate supervised hashing?",
              "ICASSP",
              2017,
              "arXiv:1609.06753"),
          List.of(
              "A floor of our own, of no paper; the citation is about why trivial rows belong in a"
                  + " table."),
          Map.of(),
          RandomHasher::of);

  /** It has no settings. */
  public RandomMethod() {
    super(PROFILE);
  }

  @Override
  public boolean collapseExpected() {
    return true;
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    return new RandomHasher(bits, x.dimension(), seed);
  }
}
