package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of the plan for LFW: 21 rows, 4 lengths, 3 seeds. */
class ShardTest {
  private static Plan lfw() throws IOException {
    Registry registry = Registry.load();
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).readBuiltIn("lfw", List.of());
    return Plan.of(experiments, experiments.profile("lfw"), registry, "");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 21, 100, 300})
  void partsTogetherAreThePlan(int of) throws IOException {
    Plan plan = lfw();
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      List<String> part = ids(new Shard(i, of).of(plan));
      assertThat(part).isEqualTo(ids(plan).stream().filter(part::contains).toList());
      all.addAll(part);
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(ids(plan));
  }

  @Test
  void isTheSameWhoeverAsks() throws IOException {
    assertThat(ids(Shard.parse("2/8").of(lfw()))).isEqualTo(ids(new Shard(2, 8).of(lfw())));
  }

  private static List<String> ids(Plan plan) {
    return plan.cells().stream().map(PlannedCell::id).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 8})
  void networksAreSpreadEvenlyAndFeaturesStayTogether(int of) throws IOException {
    Plan plan = lfw();
    Map<Long, Set<Integer>> shardsOfFeatures = new HashMap<>();
    List<Integer> networks = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      int pixels = 0;
      for (PlannedCell cell : new Shard(i, of).of(plan).cells()) {
        pixels += cell.features().isEmpty() ? 1 : 0;
        if (cell.features().filter(f -> f.name().equals("cnn")).isPresent()) {
          shardsOfFeatures.computeIfAbsent(cell.seed(), s -> new HashSet<>()).add(i);
        }
      }
      networks.add(pixels);
    }
    // Rows of four lengths stay together, so parts may differ by a row.
    int most = networks.stream().mapToInt(n -> n).max().orElseThrow();
    assertThat(networks).allMatch(n -> n >= most - 4);
    assertThat(shardsOfFeatures.values()).hasSize(3).allMatch(shards -> shards.size() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "0/8", "9/8", "1/0", "a/b", "-1/8", "1/8/2"})
  void refusesWhatIsNoPart(String text) {
    assertThatThrownBy(() -> Shard.parse(text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--shard " + text)
        .hasMessageContaining("2/8");
  }
}
