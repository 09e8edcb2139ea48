package io.ddh.experiments.cli;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;

/** A row that joins from outside, gives every image the same code and doesn't declare it. */
public final class ConstantMethod implements HashMethod {
  @Override
  public String name() {
    return "test-constant";
  }

  @Override
  public Citation citation() {
    return new Citation("A. Nobody", "All alike", "Nowhere", 2000, "");
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return new Constant(bits);
  }

  private record Constant(int bits) implements Hasher {
    @Override
    public BinaryCodes encode(Inputs inputs) {
      return new BinaryCodes(bits, new long[inputs.size()]);
    }
  }
}
