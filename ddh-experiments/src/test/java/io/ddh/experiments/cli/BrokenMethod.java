package io.ddh.experiments.cli;

import io.ddh.data.Citation;
import io.ddh.data.HashMethod;
import io.ddh.data.Hasher;
import io.ddh.data.Progress;
import io.ddh.data.TrainingSet;

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
      throw new io.ddh.data.BadInputException("test-broken: bits must be in 4s, found " + bits);
    }
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    throw new ArithmeticException("divided by nothing");
  }
}
