package io.ddh.experiments.redo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ddh.experiments.Cell;
import io.ddh.experiments.Provenances;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a number that was made again may differ by, and a command's quoting. */
class RerunTest {
  private static Cell cell(double map, String cpu, boolean network, String data) {
    Map<String, Object> facts = network ? Map.of("loss_by_epoch", List.of(1.0)) : Map.of();
    Map<String, Object> provenance =
        Map.of(
            "machine",
            Map.of("cpu", cpu, "threads", 2, "java", "17"),
            "digests",
            Map.of("data", data, "split", "s", "config", "c"),
            "facts",
            facts);
    return new Cell(
        1,
        "d",
        false,
        "x",
        12,
        1,
        "done",
        "",
        Map.of("map", map),
        Map.of(),
        new double[1],
        Provenances.of(provenance));
  }

  private static Rerun rerun(double again, String cpu, boolean network, double spread) {
    return Rerun.of(cell(0.5, "A", network, "d"), cell(again, cpu, network, "d"), spread);
  }

  @Test
  void bitForBitOnTheSameMachine() {
    assertThat(rerun(0.5 + 1e-10, "A", true, 0.3).met()).isTrue();
    assertThat(rerun(0.5 + 1e-8, "A", true, 0.3).met()).isFalse();
    assertThat(rerun(0.5 - 1e-8, "A", false, 0.3).met()).isFalse();
  }

  @Test
  void elsewhereANetworkMayDifferAsSeedsDo() {
    assertThat(rerun(0.5, "B", true, 0).tolerance()).isEqualTo(0.02);
    assertThat(rerun(0.5, "B", true, 0.1).tolerance()).isCloseTo(0.4243, within(1e-4));
    assertThat(rerun(0.519, "B", true, 0).met()).isTrue();
    assertThat(rerun(0.479, "B", true, 0).met()).isFalse();
    assertThat(rerun(0.5, "B", false, 0.1).tolerance()).isEqualTo(0.002);
  }

  @Test
  void otherDataOrAFailureIsAMiss() {
    Rerun other = Rerun.of(cell(0.5, "A", false, "d"), cell(0.5, "A", false, "e"), 0);
    assertThat(other.met()).isFalse();
    assertThat(other.toString()).contains("MISS", "digest 'data' differs");
    Cell failed = Provenances.failed(cell(0.5, "A", false, "d"), "no memory");
    assertThat(Rerun.of(cell(0.5, "A", false, "d"), failed, 0).toString()).contains("no memory");
  }

  @Test
  void saysThatCodesCollapsed() {
    Cell live = cell(0.5, "A", false, "d");
    Cell dead =
        new Cell(
            1,
            "d",
            false,
            "x",
            12,
            1,
            Cell.COLLAPSED,
            "why",
            live.metrics(),
            Map.of(),
            new double[1],
            live.provenance());
    assertThat(Rerun.of(live, live, 0).toString()).doesNotContain("collapsed");
    assertThat(Rerun.of(dead, dead, 0).toString()).endsWith("; collapsed");
    assertThat(Rerun.of(live, dead, 0).toString()).startsWith("ok").endsWith("; collapsed now");
    assertThat(Rerun.of(dead, live, 0).toString()).endsWith("; collapsed then");
  }

  @Test
  void quotesWhatAShellWouldSplit() {
    assertThat(Redo.quoted("profiles.p.bits=[12, 24]")).isEqualTo("'profiles.p.bits=[12, 24]'");
    assertThat(Redo.quoted("it's")).isEqualTo("'it'\\''s'");
    assertThat(Redo.quoted("ddh+aug")).isEqualTo("ddh+aug");
    assertThat(Redo.quoted("")).isEqualTo("''");
  }
}
