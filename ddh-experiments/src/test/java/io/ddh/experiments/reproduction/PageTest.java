package io.ddh.experiments.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.experiments.cli.ReproductionCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The committed page is what the committed results give. */
class PageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void isMadeFromTheResultFiles() throws IOException {
    String made =
        ReproductionCommand.page(ROOT.resolve("docs/reproduction.in.md"), ROOT.resolve("results"));
    assertThat(Files.readString(ROOT.resolve("docs/reproduction.md"))).isEqualTo(made);
  }
}
