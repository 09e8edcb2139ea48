package io.ddh.benchmarks.kernel;

import io.ddh.core.LabeledCodes;
import io.ddh.eval.DistanceCounter;
import io.ddh.experiments.bench.BenchCodes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Histogram of the Hamming distances of one query to 63,800 codes of 48 bits, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DistanceHistogramBenchmark {
  private static final int BITS = 48;
  private static final int GALLERY = 63_800;

  private LabeledCodes queries;
  private LabeledCodes gallery;
  private DistanceCounter counter;
  private int[] histogram;
  private int query;

  /** Draws the codes and checks a few histograms. */
  @Setup
  public void prepare() {
    gallery = BenchCodes.draw(GALLERY, BITS, 1_595, 1);
    queries = BenchCodes.draw(64, BITS, 1_595, 2);
    counter = new DistanceCounter(gallery.codes().stride());
    histogram = new int[BITS + 1];
    for (int q = 0; q < 3; q++) {
      query = q;
      int[] plain = new int[BITS + 1];
      for (int i = 0; i < GALLERY; i++) {
        plain[queries.codes().distance(q, gallery.codes(), i)]++;
      }
      if (!Arrays.equals(count(), plain)) {
        throw new IllegalStateException("the histogram of query " + q + " is wrong");
      }
    }
  }

  /** The histogram of the next query. */
  @Benchmark
  public int[] count() {
    Arrays.fill(histogram, 0);
    long[] codes = gallery.codes().words();
    counter.count(queries.codes().words(), query, codes, 0, GALLERY, histogram);
    query = (query + 1) % queries.size();
    return histogram;
  }
}
