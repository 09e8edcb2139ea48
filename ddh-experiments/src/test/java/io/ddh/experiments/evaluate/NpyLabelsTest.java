package io.ddh.experiments.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.npy.NpyHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyLabelsTest {
  @TempDir Path temp;
  private int files;

  private Path npy(String descr, List<Long> shape, int... data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new NpyHeader(descr, false, shape).bytes());
    Arrays.stream(data).forEach(out::write);
    return Files.write(temp.resolve(++files + "x.npy"), out.toByteArray());
  }

  @Test
  void renumbersLabelsOfBothSidesTogether() throws IOException {
    int[][] labels =
        NpyLabels.labels(
            npy("<i2", List.of(3L), 7, 0, 0xFF, 0xFF, 7, 0), 3, npy("|u1", List.of(2L), 9, 7), 2);
    assertThat(labels[0]).containsExactly(0, 1, 0);
    assertThat(labels[1]).containsExactly(2, 0);
  }

  @Test
  void refusesLabelsThatAreNotOneWholeNumberACode() throws IOException {
    Path good = npy("|u1", List.of(1L), 1);
    Path[] bad = {
      npy("|u1", List.of(1L, 2L), 1, 0),
      npy("|u1", List.of(2L), 1, 0),
      npy("<f4", List.of(1L), 0, 0, 0x80, 0x3F),
      npy("<u8", List.of(1L), 0, 0, 0, 0, 0, 0, 0, 0x80),
    };
    Arrays.stream(bad)
        .forEach(
            array ->
                assertThatThrownBy(() -> NpyLabels.labels(good, 1, array, 1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("x.npy")
                    .hasMessageContaining("valid"));
    assertThat(NpyLabels.labels(good, 1, good, 1)[1]).containsExactly(0);
  }
}
