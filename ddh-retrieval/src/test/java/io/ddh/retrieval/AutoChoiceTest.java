package io.ddh.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.BinaryCodes;
import java.util.BitSet;
import java.util.Collections;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Which way {@link AutoSearch} takes, with ways that take as long as the test says. */
class AutoChoiceTest {
  private static final int BATCH = 500;
  private final BinaryCodes codes = Naive.uniform(64, 16, 1);
  private final BinaryCodes queries = Naive.uniform(BATCH, 16, 2);
  private long now;

  /** A scan that takes so many microseconds a query and counts what it is asked. */
  private final class Way implements HammingSearch {
    private final HammingSearch scan = new ScanSearch(HeapCodes.of(codes), new BitSet(), 1);
    private final LongUnaryOperator micros;
    private int asked;
    private int calls;

    Way(LongUnaryOperator micros) {
      this.micros = micros;
    }

    private Hits wait(int n, Hits hits) {
      now += n * micros.applyAsLong(calls++) * 1000;
      asked += n;
      return hits;
    }

    @Override
    public int bits() {
      return scan.bits();
    }

    @Override
    public int size() {
      return scan.size();
    }

    @Override
    public Hits search(BinaryCodes some, int k, int radius) {
      return wait(some.size(), scan.search(some, k, radius));
    }
  }

  private static CostModel costs(double scan, double tables) {
    return new CostModel(scan, Collections.nCopies(6, tables), Collections.nCopies(3, tables));
  }

  private Hits batch(Way scan, Way tables, CostModel costs, int batches) {
    AutoSearch auto = new AutoSearch(scan, tables, costs, 1, () -> now);
    Hits hits = auto.nearest(queries, 10);
    for (int i = 1; i < batches; i++) {
      assertThat(auto.within(queries, 2)).isEqualTo(scan.scan.within(queries, 2));
    }
    return hits;
  }

  /** Costs measured on a bad day name the wrong way, either way round. */
  @Test
  void theFirstBatchAlreadyGoesMostlyTheFasterWay() {
    for (boolean scanFaster : new boolean[] {true, false}) {
      Way scan = new Way(call -> scanFaster ? 20 : 50);
      Way tables = new Way(call -> scanFaster ? 50 : 20);
      CostModel wrong = scanFaster ? costs(50_000, 20_000) : costs(20_000, 50_000);
      Hits hits = batch(scan, tables, wrong, 1);
      assertThat(hits).isEqualTo(scan.scan.nearest(queries, 10));
      assertThat(scan.asked + tables.asked).isEqualTo(BATCH);
      assertThat((scanFaster ? scan : tables).asked).isGreaterThan(BATCH * 9 / 10);
    }
  }

  /** One timing of three that is forty times too long, as when another program takes the core. */
  @Test
  void oneDisturbedTimingDecidesNothing() {
    for (int disturbed = 0; disturbed < 3; disturbed++) {
      int which = disturbed;
      Way scan = new Way(call -> 60);
      Way tables = new Way(call -> call == which ? 800 : 20);
      batch(scan, tables, costs(60_000, 20_000), 1);
      assertThat(tables.asked).isGreaterThan(BATCH * 9 / 10);
    }
  }

  /** A scan that is far slower than tables is hardly ever asked, and the other way round. */
  @Test
  void whatHasLostIsSeldomTried() {
    Way slowScan = new Way(call -> 400);
    batch(slowScan, new Way(call -> 10), costs(400_000, 10_000), 8);
    assertThat(slowScan.asked).isZero();
    Way slowTables = new Way(call -> 200);
    batch(new Way(call -> 10), slowTables, costs(10_000, 200_000), 1 + 8);
    assertThat(slowTables.asked).isBetween(1, BATCH / 5); // two first batches and none since
  }

  @Test
  void fewQueriesGoByWhatIsKnown() {
    Way scan = new Way(call -> 1);
    Way tables = new Way(call -> 1);
    AutoSearch auto = new AutoSearch(scan, tables, costs(100, 1_000_000), 1, () -> now);
    auto.nearest(queries.select(new int[] {1, 2}), 3);
    assertThat(tables.asked).isZero();
    assertThat(scan.asked).isEqualTo(2);
  }
}
