package io.ddh.benchmarks;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Parallel;
import io.ddh.core.Seeds;
import io.ddh.core.npy.NpyCodes;
import io.ddh.retrieval.AutoSearch;
import io.ddh.retrieval.CostModel;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.MultiIndexSearch;
import io.ddh.retrieval.MultiIndexTables;
import io.ddh.retrieval.ScanSearch;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Worker that searches synthetic codes. Since learned codes of faces form clusters, each group of
 * 100 codes has a common random centre, from which the codes differ in 5 % of the bits. The worker
 * also writes the codes to files for the program that DDH is compared with.
 */
final class SearchWorker {
  /** Code length, in bits. */
  private static final int BITS = 48;

  private static final int QUERIES = 1000;
  private static final int EACH = 100;
  private static final double FLIPPED = 0.05;
  private static final double LEAST_SECONDS = 0.5;

  private final Path folder;
  private final BinaryCodes codes;
  private final BinaryCodes queries;
  private final MultiIndexTables tables;
  private final double building;
  private final Map<String, HammingSearch> engines;

  /**
   * Generates random codes and builds tables.
   *
   * @param folder folder that receives the files {@code codes.npy} and {@code queries.npy}
   */
  SearchWorker(Path folder, int size) throws IOException {
    this.folder = folder;
    SplittableRandom random = new SplittableRandom(Seeds.derive(1, "centres"));
    long[] centres = new long[Math.max(1, size / EACH)];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = random.nextLong() >>> Long.SIZE - BITS;
    }
    codes = draw(centres, size, "codes");
    queries = draw(centres, QUERIES, "queries");
    NpyCodes.write(folder.resolve("codes.npy"), codes);
    NpyCodes.write(folder.resolve("queries.npy"), queries);
    HeapCodes blocks = HeapCodes.of(codes);
    long start = System.nanoTime();
    tables = MultiIndexTables.build(blocks);
    building = Worker.since(start);
    int threads = Parallel.threads();
    // One set of engines serves all requests, as in an opened index.
    engines =
        Map.of(
            "scan", new ScanSearch(blocks, new BitSet(), threads),
            "tables", new MultiIndexSearch(tables, new BitSet(), threads),
            "auto", new AutoSearch(tables, new BitSet(), CostModel.measure(tables, 1), threads));
  }

  private static BinaryCodes draw(long[] centres, int n, String what) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(1, what));
    long[] words = new long[n];
    for (int i = 0; i < n; i++) {
      words[i] = centres[random.nextInt(centres.length)];
      for (int b = 0; b < BITS; b++) {
        if (random.nextDouble() < FLIPPED) {
          words[i] ^= 1L << b;
        }
      }
    }
    return new BinaryCodes(BITS, words);
  }

  /** Returns the time that building the tables took, and their size. */
  Map<String, ?> tables() {
    return Map.of("seconds", building, "mb", tables.bytes() / 1e6);
  }

  /**
   * Searches the codes for all queries.
   *
   * @param engine {@code scan}, {@code tables} or {@code auto}
   * @param kind the kind of search, which is {@code nearest} or {@code within}
   * @param bound number of neighbours for {@code nearest}, Hamming radius for {@code within}
   */
  Map<String, ?> search(String engine, String kind, int bound) {
    HammingSearch search = engines.get(engine);
    long start = System.nanoTime();
    long searched = 0;
    Hits hits;
    double seconds;
    do { // repeated, since a fast batch takes only milliseconds, which is too short to be timed
      hits =
          kind.equals("nearest") ? search.nearest(queries, bound) : search.within(queries, bound);
      searched += hits.queries();
      seconds = Worker.since(start);
    } while (seconds < LEAST_SECONDS);
    return Map.of("queries", searched, "seconds", seconds, "digest", digest(hits));
  }

  private static String digest(Hits hits) {
    MessageDigest sha = Seeds.sha256();
    for (int q = 0; q < hits.queries(); q++) {
      ByteBuffer bytes = ByteBuffer.allocate(hits.count(q) * 4).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < hits.count(q); i++) {
        bytes.putInt(hits.distance(q, i));
      }
      sha.update(bytes.array());
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Builds, opens and searches an index file, and measures the time of each. */
  Map<String, ?> index() throws IOException {
    Path file = folder.resolve("faces.ddhx");
    long start = System.nanoTime();
    try (IndexBuilder builder = IndexBuilder.create(file, BITS)) {
      for (int i = 0; i < codes.size(); i++) {
        builder.add(Item.of(codes, i, "person " + i / EACH, ""));
      }
      builder.finish();
    }
    double build = Worker.since(start);
    start = System.nanoTime();
    CodeIndex index = CodeIndex.open(file);
    double open = Worker.since(start);
    index.scan(Parallel.threads()).nearest(queries.select(new int[] {0}), 10);
    double first = Worker.since(start);
    return Map.of("build", build, "open", open, "first", first, "mb", Files.size(file) / 1e6);
  }
}
