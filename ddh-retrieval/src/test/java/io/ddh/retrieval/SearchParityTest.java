package io.ddh.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BinaryCodes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All engines against the naive loop. */
class SearchParityTest {
  private static final int[] BITS = {1, 7, 12, 48, 63, 64, 65, 127, 128, 256, 511, 512};
  private static final int[] SIZES = {0, 1, 127, 1024, 1025, 2050};

  record Case(int bits, int size, String codes) {
    BinaryCodes make(int n, long seed) {
      return switch (codes) {
        case "uniform" -> Naive.uniform(n, bits, seed);
        case "clustered" -> Naive.clustered(n, bits, 20, 0.06, 5, seed);
        default -> Naive.clustered(n, bits, 3, 0, 5, seed);
      };
    }
  }

  static Stream<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (int bits : BITS) {
      for (String codes : List.of("uniform", "clustered", "equal")) {
        cases.add(new Case(bits, SIZES[cases.size() % SIZES.length], codes));
        cases.add(new Case(bits, 2050, codes));
      }
    }
    return cases.stream().distinct();
  }

  private static Map<String, HammingSearch> engines(BinaryCodes codes, BitSet deleted) {
    HeapCodes blocks = HeapCodes.of(codes);
    Map<String, HammingSearch> engines = new LinkedHashMap<>();
    for (int threads : new int[] {1, 3}) {
      engines.put("scan on " + threads, new ScanSearch(blocks, deleted, threads));
      MultiIndexTables tables = MultiIndexTables.build(blocks);
      engines.put("tables on " + threads, new MultiIndexSearch(tables, deleted, threads));
    }
    int most = Math.min(codes.bits(), (codes.bits() + 9) / 10);
    MultiIndexTables short10 = MultiIndexTables.build(blocks, most);
    engines.put("tables, never a scan", new MultiIndexSearch(short10, deleted, 2, 20_000));
    return engines;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allGiveTheNaiveAnswer(Case c) {
    BinaryCodes codes = c.make(c.size(), 11);
    // More than a group, so that groups and their ragged end are seen.
    BinaryCodes queries = c.make(c.size() > 1025 && c.bits() == 48 ? 37 : 4, 12);
    BitSet gone = new BitSet();
    IntStream.range(0, c.size()).filter(i -> i % 5 == 3).forEach(gone::set);
    for (BitSet deleted : List.of(new BitSet(), gone)) {
      Map<String, HammingSearch> engines = engines(codes, deleted);
      for (int k : new int[] {1, 10, c.size() + 5}) {
        Hits naive = Naive.search(codes, queries, k, c.bits(), row -> !deleted.get(row));
        engines.forEach(
            (name, engine) ->
                assertThat(engine.nearest(queries, k)).as("%s, k %d", name, k).isEqualTo(naive));
      }
      for (int r : new int[] {0, 2, c.bits() / 3, c.bits()}) {
        Hits naive = Naive.search(codes, queries, Integer.MAX_VALUE, r, row -> !deleted.get(row));
        engines.forEach(
            (name, engine) ->
                assertThat(engine.within(queries, r))
                    .as("%s, radius %d", name, r)
                    .isEqualTo(naive));
      }
    }
  }

  /** One query over several blocks: the codes are shared out among threads, and parts joined. */
  @Test
  void aSingleQueryIsSharedOut() {
    BinaryCodes codes = Naive.clustered(300_000, 48, 50, 0.02, 1, 2);
    BinaryCodes query = Naive.clustered(1, 48, 50, 0.02, 1, 3);
    HeapCodes blocks = HeapCodes.of(codes);
    Hits naive = Naive.search(codes, query, 1_000, 48, row -> true);
    for (int threads : new int[] {1, 2, 7}) {
      assertThat(new ScanSearch(blocks, new BitSet(), threads).nearest(query, 1_000))
          .isEqualTo(naive);
    }
  }

  @Test
  void tablesAreChosenFromBitsAndRows() {
    assertThat(MultiIndexTables.count(48, 10_000_000)).isEqualTo(2);
    assertThat(MultiIndexTables.count(48, 1_000_000)).isEqualTo(3);
    assertThat(MultiIndexTables.count(64, 1_000_000)).isEqualTo(4);
    assertThat(MultiIndexTables.count(1, 0)).isEqualTo(1);
    assertThat(MultiIndexTables.count(512, Integer.MAX_VALUE)).isEqualTo(20);
  }

  @Test
  void keysOfAStep() {
    assertThat(Probe.keys(24, 0)).isEqualTo(1);
    assertThat(Probe.keys(24, 2)).isEqualTo(276);
    assertThat(Probe.keys(26, 13)).isEqualTo(10_400_600);
  }

  @Test
  void wrongArgumentsAreRefused() {
    ScanSearch scan = new ScanSearch(HeapCodes.of(Naive.uniform(5, 48, 1)), new BitSet(), 1);
    assertThatThrownBy(() -> scan.nearest(Naive.uniform(1, 47, 1), 1))
        .hasMessage("queries must have 48 bits, found 47");
    assertThatThrownBy(() -> scan.nearest(Naive.uniform(1, 48, 1), 0)).hasMessageContaining("k");
    assertThatThrownBy(() -> scan.within(Naive.uniform(1, 48, 1), -1))
        .hasMessageContaining("radius");
    assertThatThrownBy(() -> HeapCodes.of(Naive.uniform(1, 513, 1))).hasMessageContaining("513");
  }
}
