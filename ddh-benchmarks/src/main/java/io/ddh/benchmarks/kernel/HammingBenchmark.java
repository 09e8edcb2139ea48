package io.ddh.benchmarks.kernel;

import io.ddh.core.BinaryCodes;
import io.ddh.retrieval.BlockKernel;
import io.ddh.retrieval.CodeBlocks;
import io.ddh.retrieval.HeapCodes;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Counts the blocks that contain a code nearer to a query than a cut-off; there are 65,536 codes in
 * all blocks together. One loop compares int lanes, as the scan does; the other compares the packed
 * words of the codes. The benchmark measures the time per comparison on one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(HammingBenchmark.CODES)
public class HammingBenchmark {
  static final int CODES = 1 << 16;

  @Param({"48", "128", "512"})
  private int bits;

  BinaryCodes codes;
  CodeBlocks blocks;
  int[] query;
  long[] queryWords;
  int cut;

  /** Number of blocks with a near code, as counted by a plain loop. */
  int expected;

  /** Generates random codes and checks the results of both loops against a plain loop. */
  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(1);
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long[] words = new long[CODES * stride];
    for (int i = 0; i < words.length; i++) {
      words[i] = random.nextLong() & (bits % Long.SIZE == 0 ? -1L : -1L >>> Long.SIZE - bits);
    }
    codes = new BinaryCodes(bits, words);
    blocks = HeapCodes.of(codes);
    BinaryCodes sample = codes.select(new int[] {CODES / 2});
    query = blocks.lanes(sample);
    queryWords = sample.words();
    cut = bits / 4;
    expected = 0;
    for (int from = 0; from < CODES; from += CodeBlocks.BLOCK) {
      int nearest = bits;
      for (int i = from; i < from + CodeBlocks.BLOCK; i++) {
        nearest = Math.min(nearest, codes.distance(i, sample, 0));
      }
      expected += nearest < cut ? 1 : 0;
    }
    if (expected < 1 || lanes() != expected || words() != expected) {
      throw new IllegalStateException(lanes() + " and " + words() + " blocks, not " + expected);
    }
  }

  /**
   * Counts the blocks with the kernel of the scan, which compares int lanes.
   *
   * @return the number of blocks with a near code
   */
  @Benchmark
  public int lanes() {
    int near = 0;
    for (int b = 0; b < blocks.blocks(); b++) {
      int[] array = blocks.block(b, query);
      int at = blocks.offset(b);
      int lanes = blocks.lanes();
      near += BlockKernel.anyBelow(lanes, array, at, CodeBlocks.BLOCK, query, 0, cut) ? 1 : 0;
    }
    return near;
  }

  /**
   * Counts the blocks with {@code Long.bitCount} over the packed words of the codes.
   *
   * @return the number of blocks with a near code
   */
  @Benchmark
  public int words() {
    int near = 0;
    for (int from = 0; from < CODES; from += CodeBlocks.BLOCK) {
      near += (codes.stride() == 1 ? oneWord(from) : manyWords(from)) < 0 ? 1 : 0;
    }
    return near;
  }

  private int oneWord(int from) {
    long[] words = codes.words();
    long q = queryWords[0];
    int signs = 0;
    for (int i = from; i < from + CodeBlocks.BLOCK; i++) {
      signs |= Long.bitCount(words[i] ^ q) - cut;
    }
    return signs;
  }

  private int manyWords(int from) {
    long[] words = codes.words();
    int signs = 0;
    for (int i = from; i < from + CodeBlocks.BLOCK; i++) {
      int distance = 0;
      for (int w = 0; w < queryWords.length; w++) {
        distance += Long.bitCount(words[i * queryWords.length + w] ^ queryWords[w]);
      }
      signs |= distance - cut;
    }
    return signs;
  }
}
