package io.ddh.data.check;

import io.ddh.core.Check;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * Finds near duplicates: scaled, recompressed or brightened copies of other images. Two images are
 * candidates if their difference hashes differ in at most {@link Bands#REACH} bits. Candidates are
 * near duplicates if their thumbnails also correlate. The result does not depend on the number of
 * threads.
 */
public final class TwinFinder {
  /**
   * Two images count as near duplicates only if the correlation of their thumbnails is at least
   * this value. docs/data-commands.md explains the value.
   */
  public static final double CORRELATION = 0.99;

  private static final int BLOCK = 64;
  private static final byte QUERY = 1;
  private static final byte GALLERY = 2;
  private static final Comparator<Twins.Pair> ORDER =
      Comparator.comparing(Twins.Pair::samePerson)
          .thenComparing(Comparator.comparingDouble(Twins.Pair::correlation).reversed())
          .thenComparing(Twins.Pair::first)
          .thenComparing(Twins.Pair::second);

  private final LabeledImages data;
  private final Thumbnails thumbnails;
  private final byte[] roles;
  private final int most;
  private final boolean[] twin;
  private final boolean[] leaked;
  private final boolean[] mistaken;
  private final LongAdder pairs = new LongAdder();
  private final LongAdder across = new LongAdder();
  private final List<Twins.Pair> samples = new ArrayList<>();

  private TwinFinder(LabeledImages data, Optional<Split> split, Progress progress, int most) {
    this.data = data;
    this.most = most;
    thumbnails = Thumbnails.of(data.images(), progress);
    roles = new byte[data.size()];
    twin = new boolean[data.size()];
    leaked = new boolean[data.size()];
    mistaken = new boolean[data.size()];
    split.ifPresent(s -> Arrays.stream(s.gallery()).forEach(row -> roles[row] = GALLERY));
    split.ifPresent(s -> Arrays.stream(s.query()).forEach(row -> roles[row] = QUERY));
  }

  /**
   * Finds all pairs of near duplicates.
   *
   * @param data the images and their labels
   * @param split the split whose queries are compared with its gallery; if empty, queries and
   *     gallery are not compared
   * @param samples maximum number of pairs to return as samples
   * @param progress receives the number of images done and the total number of images
   * @return the numbers of near duplicates, and some pairs as samples
   */
  public static Twins find(
      LabeledImages data, Optional<Split> split, int samples, Progress progress) {
    Check.atLeast("samples", samples, 0);
    return new TwinFinder(data, split, progress, samples).run(progress);
  }

  private Twins run(Progress progress) {
    int n = data.size();
    Bands bands = new Bands(thumbnails);
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          List<Twins.Pair> own = new ArrayList<>();
          for (int i = from; i < to; i++) {
            bands.after(i, Bands.REACH, (a, b) -> compare(a, b, own));
            trim(own);
          }
          keep(own);
          progress.report("images compared", done.addAndGet(to - from), n);
        });
    samples.sort(ORDER);
    return new Twins(
        count(twin),
        pairs.sum(),
        across.sum(),
        count(leaked),
        count(mistaken),
        List.copyOf(samples.subList(0, Math.min(most, samples.size()))));
  }

  private void compare(int i, int j, List<Twins.Pair> own) {
    double correlation = thumbnails.correlation(i, j);
    if (correlation < CORRELATION) {
      return;
    }
    boolean same = data.labels()[i] == data.labels()[j];
    pairs.increment();
    if (!same) {
      across.increment();
    }
    // Several threads may set the same flag, but all of them set it to true.
    twin[i] = true;
    twin[j] = true;
    if (roles[i] + roles[j] == QUERY + GALLERY && roles[i] != roles[j]) {
      int query = roles[i] == QUERY ? i : j;
      leaked[query] = true;
      if (!same) {
        mistaken[query] = true;
      }
    }
    own.add(new Twins.Pair(i, j, correlation, same));
  }

  private void trim(List<Twins.Pair> own) {
    if (own.size() > 4 * most + 1000) {
      own.sort(ORDER);
      own.subList(most, own.size()).clear();
    }
  }

  private synchronized void keep(List<Twins.Pair> own) {
    samples.addAll(own);
    trim(samples);
  }

  private static int count(boolean[] flags) {
    return (int) IntStream.range(0, flags.length).filter(i -> flags[i]).count();
  }
}
