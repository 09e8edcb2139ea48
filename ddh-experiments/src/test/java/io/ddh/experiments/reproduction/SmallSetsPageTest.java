package io.ddh.experiments.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.cli.ReproductionCommand;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.config.Profile;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed page on small sets is what its template gives, but for the numbers: the results of
 * rendered faces are not committed.
 */
class SmallSetsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path TEMPLATE = ROOT.resolve("docs/small-sets.in.md");

  @TempDir private Path none;

  /** What starts a line of a table, and all of a heading. */
  private static List<String> tables(String page) {
    return page.lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> line.startsWith("| faces-") ? line : line.replaceFirst("(\\| [^|]*).*", "$1"))
        .filter(line -> !line.contains("these sets"))
        .toList();
  }

  @Test
  void proseAndTablesAreTheTemplates() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/small-sets.md"));
    List<String> prose =
        Files.readString(TEMPLATE)
            .replaceFirst("(?s)^---.*?\n---\n", "")
            .lines()
            .filter(line -> !line.contains("{{"))
            .toList();
    assertThat(page.lines()).containsSubsequence(prose);
    assertThat(tables(page)).isEqualTo(tables(ReproductionCommand.page(TEMPLATE, none)));
  }

  @Test
  void rowsAndSetsAreThoseOfTheProfile() throws IOException {
    Path file = ROOT.resolve("experiments.yaml");
    ExperimentsReader reader = new ExperimentsReader(Registry.load(), Map.of());
    Experiments experiments =
        reader.read(file.toString(), Files.readString(file), "small-sets", List.of());
    Profile profile = experiments.profile("small-sets");
    String yaml = Files.readString(TEMPLATE).split("---\n", 3)[1];
    PageData data = PageData.read(yaml);
    assertThat(profile.bits()).containsExactly(data.bits());
    assertThat(data.rows()).isEqualTo(profile.methods());
    assertThat(data.sets()).containsExactlyInAnyOrderElementsOf(profile.datasets());
  }
}
