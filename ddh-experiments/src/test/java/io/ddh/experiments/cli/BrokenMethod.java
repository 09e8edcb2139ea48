package io.ddh.experiments.cli;

import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;

/** A row that joins from outside through a service file, and fails in training. */
public final class BrokenMethod implements HashMethod {
  @Override
  public String name() {
    return "test-broken";
  }

  @Override
  public Citation citation() {
    return new Citation("A. Nobody", "Breaks", "Nowhere", 2000, "");
  }

  @Override
  public void checkBits(int bits) {
    HashMethod.super.checkBits(bits);
    if (bits % 4 != 0) {
      throw new io.ddh.core.BadInputException("test-broken: bits must be in 4s, found " + bits);
    }
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    throw new ArithmeticException("divided by nothing");
  }
}
