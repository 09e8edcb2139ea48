package io.ddh.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.BinaryCodes;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoSearchTest {
  private final BinaryCodes codes = Naive.clustered(20_000, 48, 300, 0.03, 1, 2);
  private final BinaryCodes queries = Naive.clustered(600, 48, 300, 0.03, 1, 3);
  private final MultiIndexTables tables = MultiIndexTables.build(HeapCodes.of(codes));

  private static CostModel costs(double scan, double tables) {
    return new CostModel(scan, Collections.nCopies(6, tables), Collections.nCopies(9, tables));
  }

  /** Whatever the costs say, the answer is one; with 600 queries both ways are gone. */
  @Test
  void theChoiceDoesNotShowInTheAnswer() {
    HammingSearch scan = new ScanSearch(tables.codes(), new BitSet(), 2);
    List<CostModel> models = List.of(costs(1, 1e9), costs(1e9, 1), CostModel.measure(tables, 1));
    for (CostModel model : models) {
      AutoSearch auto = new AutoSearch(tables, new BitSet(), model, 2);
      for (int k : new int[] {1, 10, 1024, 5000}) {
        BinaryCodes asked = k > 1000 ? queries.select(new int[] {1, 2, 3}) : queries;
        assertThat(auto.nearest(asked, k)).isEqualTo(scan.nearest(asked, k));
      }
      for (int radius : new int[] {0, 3, 12, 48}) {
        BinaryCodes asked = radius > 10 ? queries.select(new int[] {5}) : queries;
        assertThat(auto.within(asked, radius)).isEqualTo(scan.within(asked, radius));
      }
    }
  }

  @Test
  void measuredCostsGrowAndAreOfTheseRows() {
    CostModel model = CostModel.measure(tables, 1);
    assertThat(model.scan()).isPositive();
    assertThat(model.nearest()).allMatch(cost -> cost > 0);
    assertThat(model.within()).isNotEmpty();
    assertThat(CostModel.step(1)).isZero();
    assertThat(CostModel.step(10)).isEqualTo(2);
    assertThat(CostModel.step(1024)).isEqualTo(5);
    assertThat(CostModel.step(1025)).isEqualTo(6);
  }
}
