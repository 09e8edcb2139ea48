package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
  private static final String[] SECTIONS = {
    "training",
    "pixels",
    "threads",
    "vector",
    "batches",
    "epochs",
    "memory",
    "evaluation",
    "loading",
    "search",
    "shallow",
    "step",
    "vision"
  };

  @TempDir private Path docs;

  @BeforeEach
  void layOutTheFixtures() throws IOException {
    Files.createDirectories(docs.resolve("benchmarks"));
    for (String section : SECTIONS) {
      try (InputStream in = PagesTest.class.getResourceAsStream("fixture/" + section + ".json")) {
        Files.copy(in, docs.resolve("benchmarks").resolve(section + ".json"));
      }
    }
  }

  private String page(String name) throws IOException {
    new Pages(docs).write();
    return Files.readString(docs.resolve(name));
  }

  @Test
  void visionComparesWithTheNetworksAlone() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "In a share of 0.9975 of the photos",
            "| reading, finding, aligning, embedding | 100 | 90.0–120 |",
            "| the two networks alone, on 400 of the same photos, prepared before | 125 | 110–150 |",
            "| share | 80 % |  |",
            "takes 1.50 s (1.40–1.60), without decoding; the detector reports 94 faces");
  }

  @Test
  void trainingComparesWithTheFasterPyTorch() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| DDH | 3,000 | 2,900–3,100 | 12,000 | 11,000–13,000 |",
            "| PyTorch, contiguous | 1,500 |",
            "| DDH to the faster PyTorch | 2.00× |  | 1.50× |  |",
            "PyTorch 1.13.0, eager",
            "- 2026-01-02, revision `abc+`");
  }

  /** The numbers stay, the ratios go, unless --busy requests them. */
  @Test
  void aBusyMachineGivesNoRatios() throws IOException {
    Path store = new Pages(docs).results();
    Result quiet = Result.read(store, "training").orElseThrow();
    Map<String, String> facts = new HashMap<>(quiet.facts());
    facts.putAll(Map.of("load.before", "1.6", "load.after", "2.0"));
    new Result("training", quiet.origin(), facts, quiet.rounds()).write(store);
    assertThat(page("benchmarks.md"))
        .contains("| DDH | 3,000 |", "| DDH to the faster PyTorch | busy |  | busy |  |")
        .contains("- load average 1.6 before, 2.0 after");
    facts.put("load.before", "0.4");
    new Result("training", quiet.origin(), facts, quiet.rounds()).write(store);
    assertThat(page("benchmarks.md")).contains("| DDH to the faster PyTorch | 2.00× |");
    facts.put("load.after", "3.6"); // two cores of ours and more than 1.5 of others
    new Result("training", quiet.origin(), facts, quiet.rounds()).write(store);
    assertThat(page("benchmarks.md")).contains("| DDH to the faster PyTorch | busy |");
    facts.put("load.allowed", "true");
    new Result("training", quiet.origin(), facts, quiet.rounds()).write(store);
    assertThat(page("benchmarks.md")).contains("| DDH to the faster PyTorch | 2.00× |");
  }

  @Test
  void withoutPyTorchTheSectionSaysSo() throws IOException {
    Recorder alone = new Recorder();
    alone.round("ddh.train", 3000);
    alone.round("ddh.encode", 9000);
    Origin origin = new Origin("2026-01-02", "cpu", 2, "17", "os", "abc", "command");
    alone.result("training", origin).write(new Pages(docs).results());
    assertThat(page("benchmarks.md"))
        .contains("| DDH | 3,000 |", "No Python with PyTorch was found")
        .doesNotContain("| DDH to the faster PyTorch");
  }

  @Test
  void cnnhAndDshEachBesideTheirFasterPyTorch() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| CNNH | 1,800 | 1,700–1,900 | 5,400 | 3,600–7,200 |",
            "| CNNH to the faster PyTorch | 2.00× |  | 2.00× |  |",
            "| DSH to the faster PyTorch | 1.50× |  | 1.50× |  |",
            "the same number of parameters (CNNH 1000, DSH 500)",
            "2 of 12288 bits differed for CNNH and 0 of 12288 for DSH");
  }

  @Test
  void scalingIsShownAsRatios() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| ratio | 1.75× |  | 1.80× |  |",
            "| 64 | 2,400 |",
            "The rate of the slowest batch size is 20 % below that of the fastest.",
            "| 26,000 | 10.4 | 10.4–10.4 | 400 | 1.00× |",
            "| 104,000 | 52.0 | 52.0–52.0 | 500 | 1.25× |",
            "**1,800 MiB**");
  }

  @Test
  void vectorKernelsBesideTheLoops() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| Java 17 loops | 2 | 4,000 | 3,900–4,100 | 14,000 | 13,000–15,000 |",
            "| ratio | 1 | 1.40× |  | 2.00× |  |",
            "| ratio | 2 | 1.50× |  | 2.00× |  |");
  }

  @Test
  void ourScanStandsBesideTheFasterFaiss() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| 1,000,000, nearest 100 | 4,000 | 3,900–4,100 | 1,000 | 3,800 | 0.95× |",
            "| 1,000,000 | 250 | 500 | 4,000 | 8.00× |",
            "opened in 0.010 s");
  }

  @Test
  void evaluationAndShallowRows() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "| NumPy to DDH | 30.00× |  |",
            "our MAP is 0.78",
            "| `itq` | 1 | 12.0 | 0.500 | 0.250 |",
            "| `sdh` | 3 | 2.00 | 0.700 | 0.400 |",
            "Left out in this run: `slow`.");
  }

  @Test
  void loadingBesidePillow() throws IOException {
    assertThat(page("benchmarks.md"))
        .contains(
            "4324 JPEGs",
            "| DDH, first time | 2.00 | 1.90–2.10 |",
            "| DDH to Pillow | 2.00× |  |",
            "| 100000 faces, packed file | 0.500 | 0.400–0.600 |",
            "differ by 1.25 grey levels");
  }

  /** Batch 256 at 100 GFLOP/s: conv1 has 0.972 MFLOP forward and as many backward. */
  @Test
  void stepSetsEachLayerBesideItsLimit() throws IOException {
    assertThat(page("performance-step.md"))
        .contains(
            "**100 GFLOP/s**",
            "| filling the batch |  |  | 1.50 |",
            "| `conv1` | 4.00 | 6.00 | 10.00 | 1.94 | 4.98 | 50 % |",
            "| updater (Adam, L2) |  |  | 2.00 |")
        .contains("A whole training step takes 60.00 ms");
  }

  @Test
  void aSectionThatWasNeverMeasuredSaysSo() throws IOException {
    Files.delete(docs.resolve("benchmarks/threads.json"));
    assertThat(page("benchmarks.md")).contains("## Threads\n\nNot measured yet.");
  }

  @Test
  void pagesDependOnStoredNumbersOnly() throws IOException {
    String first = page("benchmarks.md");
    Files.delete(docs.resolve("benchmarks.md"));
    assertThat(page("benchmarks.md")).isEqualTo(first);
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.writeString(docs.resolve("benchmarks/memory.json"), "{");
    assertThatThrownBy(() -> Result.read(docs.resolve("benchmarks"), "memory"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("memory.json");
  }
}
