package io.ddh.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PagesCommandTest {
  @TempDir private Path docs;

  private String refused(String... arguments) {
    StringWriter message = new StringWriter();
    CommandLine line = BenchmarksMain.line();
    line.setErr(new PrintWriter(message));
    assertThat(line.execute(arguments)).isEqualTo(2);
    return message.toString();
  }

  @Test
  void unknownRowsAndSizesAreRefused() {
    String folder = "--docs=" + docs;
    assertThat(refused("report", folder, "--only=none", "--rows=fasth,kshh"))
        .contains("--rows", "'kshh'", "did you mean 'ksh'?", "fasth+cnn");
    assertThat(refused("report", folder, "--only=none", "--sizes=pie"))
        .contains("--sizes", "'pie'", "youtube-faces");
  }
}
