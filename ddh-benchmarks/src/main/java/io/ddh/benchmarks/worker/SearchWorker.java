package io.ddh.benchmarks.worker;

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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Searches synthetic codes: one centre per hundred codes with 5 % of the bits flipped, since
 * learned codes of faces cluster. Writes the codes to files for the other side.
 */
final class SearchWorker implements Worker {
  private static final int QUERIES = 1000;
  private static final int EACH = 100;
  private static final double FLIPPED = 0.05;
  private static final double LEAST_SECONDS = 0.5;

  private final Path folder;
  private final BinaryCodes codes;
  private final BinaryCodes queries;
  private final MultiIndexTables tables;
  private final double building;
  private final AutoSearch auto;

  /**
   * Draws the codes and builds tables.
   *
   * @param folder receives {@code codes.npy} and {@code queries.npy}
   */
  SearchWorker(Path folder, int size, int bits) throws IOException {
    this.folder = folder;
    SplittableRandom random = new SplittableRandom(Seeds.derive(1, "centres"));
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long[] centres = new long[Math.max(1, size / EACH) * stride];
    for (int i = 0; i < centres.length; i++) {
      int held = Math.min(Long.SIZE, bits - i % stride * Long.SIZE);
      centres[i] = random.nextLong() >>> Long.SIZE - held;
    }
    codes = draw(centres, size, bits, Seeds.derive(1, "codes"));
    queries = draw(centres, QUERIES, bits, Seeds.derive(1, "queries"));
    NpyCodes.write(folder.resolve("codes.npy"), codes);
    NpyCodes.write(folder.resolve("queries.npy"), queries);
    HeapCodes blocks = HeapCodes.of(codes);
    long start = System.nanoTime();
    tables = MultiIndexTables.build(blocks);
    building = Worker.since(start);
    // One for all requests, as for an opened index.
    auto = new AutoSearch(tables, new BitSet(), CostModel.measure(tables, 1), Parallel.threads());
  }

  private static BinaryCodes draw(long[] centres, int n, int bits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int stride = (bits + Long.SIZE - 1) / Long.SIZE;
    long[] words = new long[n * stride];
    for (int i = 0; i < n; i++) {
      int centre = random.nextInt(centres.length / stride) * stride;
      System.arraycopy(centres, centre, words, i * stride, stride);
      for (int b = 0; b < bits; b++) {
        if (random.nextDouble() < FLIPPED) {
          words[i * stride + b / Long.SIZE] ^= 1L << b % Long.SIZE;
        }
      }
    }
    return new BinaryCodes(bits, words);
  }

  /**
   * {@code scan|tables|auto nearest K} or {@code … within R}: searches all queries; {@code tables}:
   * time and size of the tables; {@code index}: builds, opens and searches an index file.
   */
  @Override
  public Map<String, ?> answer(List<String> request) throws IOException {
    if (request.equals(List.of("tables"))) {
      return Map.of("seconds", building, "bytes", tables.bytes());
    }
    if (request.equals(List.of("index"))) {
      return index();
    }
    if (request.size() != 3) {
      throw Worker.unknown(request);
    }
    HammingSearch engine = engine(request);
    int bound = Integer.parseInt(request.get(2));
    boolean nearest = request.get(1).equals("nearest");
    long start = System.nanoTime();
    long searched = 0;
    Hits hits;
    double seconds;
    do { // repeats, since a fast batch takes only milliseconds, too little to time
      hits = nearest ? engine.nearest(queries, bound) : engine.within(queries, bound);
      searched += hits.queries();
      seconds = Worker.since(start);
    } while (seconds < LEAST_SECONDS);
    return Map.of("queries", searched, "seconds", seconds, "distances", distances(hits));
  }

  private HammingSearch engine(List<String> request) {
    int threads = Parallel.threads();
    return switch (request.get(0)) {
      case "scan" -> new ScanSearch(tables.codes(), new BitSet(), threads);
      case "tables" -> new MultiIndexSearch(tables, new BitSet(), threads);
      case "auto" -> auto;
      default -> throw Worker.unknown(request);
    };
  }

  private static String distances(Hits hits) {
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

  private Map<String, ?> index() throws IOException {
    Path file = folder.resolve("faces.ddhx");
    long start = System.nanoTime();
    try (IndexBuilder builder = IndexBuilder.create(file, codes.bits())) {
      for (int i = 0; i < codes.size(); i++) {
        builder.add(Item.of(codes, i, "person " + i / EACH, ""));
      }
      builder.finish();
    }
    double build = Worker.since(start);
    start = System.nanoTime();
    CodeIndex index = CodeIndex.open(file);
    double open = Worker.since(start);
    Hits hits = index.scan(Parallel.threads()).nearest(queries.select(new int[] {0}), 10);
    double first = Worker.since(start);
    return Map.of(
        "build", build,
        "open", open,
        "first", first,
        "hits", hits.count(0),
        "bytes", Files.size(file));
  }
}
