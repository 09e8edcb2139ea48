package io.ddh.benchmarks.kernel;

import io.ddh.retrieval.CodeBlocks;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/**
 * Compares the loops of {@link HammingBenchmark} with loops that use the Vector API. All of them
 * run on Java 25 or newer.
 */
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class HammingVectorBenchmark extends HammingBenchmark {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  @Override
  public void prepare() {
    super.prepare();
    if (vectorLanes() != expected || codes.stride() == 1 && vectorWords() != expected) {
      throw new IllegalStateException(vectorLanes() + " or " + vectorWords() + " blocks");
    }
  }

  /** Counts the blocks by comparing int lanes, as the scan does, with the Vector API. */
  @Benchmark
  public int vectorLanes() {
    int near = 0;
    int lanes = blocks.lanes();
    int[] words = query;
    for (int b = 0; b < blocks.blocks(); b++) {
      int[] array = blocks.block(b, query);
      int at = blocks.offset(b);
      IntVector signs = IntVector.zero(INTS);
      for (int i = 0; i < CodeBlocks.BLOCK; i += INTS.length()) {
        IntVector distance = IntVector.broadcast(INTS, -cut);
        for (int w = 0; w < lanes; w++) {
          distance =
              distance.add(
                  IntVector.fromArray(INTS, array, at + w * CodeBlocks.BLOCK + i)
                      .lanewise(VectorOperators.XOR, words[w])
                      .lanewise(VectorOperators.BIT_COUNT));
        }
        signs = signs.or(distance);
      }
      near += signs.reduceLanes(VectorOperators.OR) < 0 ? 1 : 0;
    }
    return near;
  }

  /**
   * Counts the blocks by comparing the packed words of the codes, which are not copied, with the
   * Vector API. Codes of more than one word use {@link #words} instead.
   */
  @Benchmark
  public int vectorWords() {
    if (codes.stride() > 1) {
      return words();
    }
    int near = 0;
    long[] words = codes.words();
    for (int from = 0; from < CODES; from += CodeBlocks.BLOCK) {
      LongVector signs = LongVector.zero(LONGS);
      for (int i = from; i < from + CodeBlocks.BLOCK; i += LONGS.length()) {
        signs =
            signs.or(
                LongVector.fromArray(LONGS, words, i)
                    .lanewise(VectorOperators.XOR, queryWords[0])
                    .lanewise(VectorOperators.BIT_COUNT)
                    .sub(cut));
      }
      near += signs.reduceLanes(VectorOperators.OR) < 0 ? 1 : 0;
    }
    return near;
  }
}
