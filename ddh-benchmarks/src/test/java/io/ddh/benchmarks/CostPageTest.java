package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.report.RowOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Section cost: a stored result a row. */
class CostPageTest {
  private static final Origin ORIGIN =
      new Origin("2026-01-02", "cpu", 2, "17", "os", "abc", "all rows");

  @TempDir private Path docs;

  private void store(String part, Recorder recorder, Origin origin) throws IOException {
    recorder.result("cost/" + part, origin).write(new Pages(docs).results());
  }

  private static Recorder shallow(double train, double encode, double peak) {
    Recorder out = new Recorder();
    out.fact("images", 71_775);
    out.fact("rows", 63_800);
    out.round("train", train);
    out.round("encode", encode);
    out.round("peakMb", peak);
    out.fact("map", "0.250");
    return out;
  }

  private static Recorder network(double train, int epochs, double epoch, int profileEpochs) {
    Recorder out = shallow(train, 20, 900);
    out.fact("epochs", epochs);
    out.fact("profileEpochs", profileEpochs);
    out.round("epoch", epoch);
    return out;
  }

  private String page() throws IOException {
    new Pages(docs).write();
    return Files.readString(docs.resolve("benchmarks.md"));
  }

  @Test
  void nothingMeasured() throws IOException {
    assertThat(page())
        .contains(
            "### LFW size\n\nNot measured yet.",
            "### YouTube Faces size\n\nNot measured yet.",
            "### The paper's whole sweep\n\nNot measured yet.",
            "### Full-batch methods at FaceScrub's size\n\nNot measured yet.")
        .doesNotContain("Tiny");
  }

  @Test
  void rowsThatWereMeasuredAndThoseThatWereNot() throws IOException {
    store("youtube-faces/itq", shallow(12, 0.5, 700), ORIGIN);
    store("youtube-faces/dsh", network(40, 3, 12, 30), ORIGIN);
    store("youtube-faces/ddh+aug", network(40, 3, 12, 3), ORIGIN);
    assertThat(page())
        .contains(
            "71775 rendered faces (preset `video`, 1595 people), 63800 of them to train",
            "| `itq` | – | – | 12.0 | 0.500 | 700 | 0.250 |",
            "| `dsh` | 3 of 30 | 12.0 | ≈ 364 | 20.0 | 900 | 0.250 |",
            "| `ddh+aug` | 3 of 3 | 12.0 | 40.0 | 20.0 | 900 | 0.250 |",
            "| `fasth+cnn` | not measured | – | – | – | – | – |",
            "| cnn features | not measured |",
            "### LFW size\n\nNot measured yet.",
            "Without what was not measured: lbp features, cnn features, `lsh`, ")
        .contains("- `all rows`");
  }

  @Test
  void rowsOfAnotherRunHaveAnOriginOfTheirOwn() throws IOException {
    store("lfw/itq", shallow(1, 1, 1), ORIGIN);
    store("lfw/sh", shallow(1, 1, 1), ORIGIN);
    store(
        "lfw/ksh",
        shallow(1, 1, 1),
        new Origin("2026-01-03", "cpu", 2, "17", "os", "def", "ksh again"));
    assertThat(page())
        .contains("`sh`, `itq`:\n\n- 2026-01-02, revision `abc`")
        .contains("`ksh`:\n\n- 2026-01-03, revision `def`", "- `ksh again`");
  }

  @Test
  void theSweepIsHoursOfAllRows() throws IOException {
    for (String row : SweepEstimate.FEATURES) {
      store("youtube-faces/" + row, shallow(3_600, 0, 500), ORIGIN);
    }
    for (String row : RowOrder.PAPER) {
      store("youtube-faces/" + row, shallow(900, 0, row.equals("ksh") ? 3_000 : 600), ORIGIN);
    }
    // 17 rows × 4 lengths × ¼ h; FaceScrub 104,000/63,800 of 2 h and of 16 rows × 4 × ¼ h.
    assertThat(page())
        .contains(
            "| YouTube Faces | 2.00 | 17.0 | 19.0 |",
            "| FaceScrub | 3.26 | 26.1 | 29.3 |",
            "| both | 5.26 | 43.1 | 48.3 |",
            "Extrapolated: **48.3 hours**",
            "that of `ksh`, is **3,000 MiB**",
            "FaceScrub would take 4,890 MiB")
        .doesNotContain("Without what was not measured");
  }

  @Test
  void fullBatchMemory() throws IOException {
    Recorder recorder = new Recorder();
    recorder.fact("rows", 104_000);
    recorder.fact("dimension", 236);
    recorder.fact("people", 530);
    recorder.fact("bits", 48);
    recorder.round("train", 20);
    recorder.round("peakMb", 1_500);
    store("facescrub/ksh", recorder, ORIGIN);
    assertThat(page())
        .contains(
            "Training on 104000 made-up vectors of 236 floats in 530 clusters",
            "| `ksh` | 48 | 20.0 | 1,500 |",
            "| `fasth` | not measured | – | – |");
  }
}
