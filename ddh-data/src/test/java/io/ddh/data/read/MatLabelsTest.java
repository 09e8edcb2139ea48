package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.MatReader;
import io.ddh.data.read.form.FormDetector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels in all the ways in which MATLAB files have them, as SciPy wrote those of mat_files.py. */
class MatLabelsTest {
  @TempDir Path temp;

  private byte[] bytes(String name) throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/reference/mat_files.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String line =
          text.lines().filter(l -> l.startsWith(name + " b64:")).findFirst().orElseThrow();
      return Base64.getDecoder().decode(line.substring(name.length() + 5));
    }
  }

  private Dataset read(Path file) throws IOException {
    Map<String, Object> given = Map.of("path", file.toString(), "side", 2, "channels", 1);
    MatReader reader = new MatReader();
    return reader.read("own", Settings.of("data", reader.defaults(), given), temp, Progress.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "numbers, '2 0 1 2', ''",
    "cells, 'Cy Ann Zoë Cy', ''",
    "cells-row, 'Cy Ann Zoë Cy', ''",
    "letters, 'Cy Ann Bob Cy', ''",
    "one-hot, '2 0 1 2', 'gnd has shape 4x3 and is one-hot'",
    "one-hot-logical, '2 0 1 2', 'gnd has shape 3x4 and is one-hot'",
    "wide, '2 0 1 2', 'fea has shape 12x4: one image per column'",
    "v4, '2 0 1 2', ''",
    "v4-letters, 'Cy Ann Bob Cy', ''",
  })
  void read(String name, String labels, String note) throws IOException {
    Path file = Files.write(temp.resolve("x.mat"), bytes(name));
    Dataset data = read(file);
    String found =
        String.join(
            " ",
            Arrays.stream(data.images().labels())
                .mapToObj(l -> data.images().identities().get(l))
                .toList());
    assertThat(found).isEqualTo(labels);
    List<String> notes =
        data.notes().stream().filter(n -> !n.startsWith("values of fea are 1..")).toList();
    assertThat(String.join("", notes)).startsWith(note);
    assertThat(notes).hasSize(note.isEmpty() ? 0 : 1);
    // Image 1 holds 13 16 19 22, column by column; of wide, all three planes do.
    assertThat(Arrays.copyOfRange(data.images().images().pixels(), 4, 8))
        .containsExactly(13, 19, 16, 22);
    assertThat(FormDetector.detect(file).best().orElseThrow().settings()).containsEntry("side", 2);
  }

  @ParameterizedTest
  @CsvSource({
    "sparse, 'gnd is sparse; save full(gnd)'",
    "struct, fea is a struct; save its fields as variables",
    "cells-numbers, gnd is a cell array; save cell2mat(gnd)",
    "complex, fea holds complex numbers",
  })
  void refused(String name, String reason) throws IOException {
    Path file = Files.write(temp.resolve("x.mat"), bytes(name));
    assertThat(FormDetector.detect(file).reason()).contains(reason);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(reason);
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (String name : new String[] {"cells", "letters", "v4", "v4-letters"}) {
      byte[] all = bytes(name);
      for (int length = 1; length < all.length; length += 7) {
        Path part = Files.write(temp.resolve("part.mat"), Arrays.copyOf(all, length));
        assertThatThrownBy(() -> read(part))
            .as("%s %d", name, length)
            .isInstanceOf(BadInputException.class);
      }
    }
  }
}
