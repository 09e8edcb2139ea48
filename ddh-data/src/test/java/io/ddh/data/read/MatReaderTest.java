package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.MatReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class MatReaderTest {
  @TempDir Path temp;

  private Dataset read(Path file, Map<String, Object> more) throws IOException {
    Map<String, Object> given = new TreeMap<>(Map.of("path", file.toString(), "side", 2));
    given.putAll(more);
    MatReader reader = new MatReader();
    return reader.read("own", Settings.of("data", reader.defaults(), given), temp, Progress.NONE);
  }

  private static Matrix matrix(MatlabType type, double[][] rows) {
    Matrix matrix = Mat5.newMatrix(rows.length, rows[0].length, type);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[0].length; j++) {
        matrix.setDouble(i, j, rows[i][j]);
      }
    }
    return matrix;
  }

  private Path write(Matrix fea, Matrix gnd) throws IOException {
    Path file = temp.resolve("faces.mat");
    try (MatFile mat = Mat5.newMatFile()) {
      mat.addArray("fea", fea).addArray("gnd", gnd);
      Mat5.writeToFile(mat, file.toFile());
    }
    return file;
  }

  private static Matrix people(double... labels) {
    return matrix(
        MatlabType.Double,
        Arrays.stream(labels).mapToObj(l -> new double[] {l}).toArray(double[][]::new));
  }

  /** A row holds column 0 from top to bottom, then column 1: 1 2 | 3 4 is the image 1 3 / 2 4. */
  @Test
  void imagesAreTurnedRowMajor() throws IOException {
    double[][] rows = {{1, 2, 3, 4}, {200, 220, 240, 255}, {0, 9, 8, 7}};
    for (MatlabType type : new MatlabType[] {MatlabType.UInt8, MatlabType.Double}) {
      Dataset data = read(write(matrix(type, rows), people(7, 3, 7)), Map.of("channels", 1));
      assertThat(data.images().images().pixels())
          .containsExactly(1, 3, 2, 4, (byte) 200, (byte) 240, (byte) 220, (byte) 255, 0, 8, 9, 7);
      assertThat(data.images().labels()).containsExactly(1, 0, 1);
      assertThat(data.images().identities()).containsExactly("3", "7");
      assertThat(data.counts()).containsEntry("images", 3L).containsEntry("people", 2L);
      assertThat(data.digest()).isEqualTo(DatasetDigest.of(data.images()));
    }
  }

  @Test
  void greyIsReplicated() throws IOException {
    Path file = write(matrix(MatlabType.UInt8, new double[][] {{1, 2, 3, 4}}), people(1));
    assertThat(read(file, Map.of()).images().images().pixels())
        .containsExactly(1, 1, 1, 3, 3, 3, 2, 2, 2, 4, 4, 4);
  }

  @Test
  void unitRangeIsScaled() throws IOException {
    Path file = write(matrix(MatlabType.Double, new double[][] {{0, 0.2, 0.6, 1}}), people(1));
    assertThat(read(file, Map.of("channels", 1)).images().images().pixels())
        .containsExactly(0, (byte) 153, 51, (byte) 255);
  }

  @Test
  void colourPlanes() throws IOException {
    double[][] rows = {{10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120}};
    Path file = write(matrix(MatlabType.UInt8, rows), people(1));
    assertThat(read(file, Map.of()).images().images().pixels())
        .containsExactly(10, 50, 90, 30, 70, 110, 20, 60, 100, 40, 80, 120);
    // 0.299·10 + 0.587·50 + 0.114·90 = 42.6
    assertThat(read(file, Map.of("channels", 1)).images().images().pixels()[0])
        .isEqualTo((byte) 43);
  }

  private void refused(Path file, String... parts) {
    assertThatThrownBy(() -> read(file, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContainingAll(parts)
        .satisfies(e -> assertThat(e.getMessage().lines().count()).isEqualTo(1));
  }

  /** A new one each time: writing a file releases the matrices in it. */
  private static Matrix fine() {
    return matrix(MatlabType.UInt8, new double[][] {{1, 2, 3, 4}, {5, 6, 7, 8}});
  }

  @Test
  void badContents() throws IOException {
    refused(write(fine(), people(1)), "2 images in fea, but 1 labels in gnd");
    refused(write(fine(), people(1, 1.5)), "gnd must hold whole numbers, found 1.5");
    refused(write(fine(), people(1, Double.NaN)), "gnd must hold whole numbers, found NaN");
    refused(
        write(matrix(MatlabType.UInt8, new double[][] {{1, 2, 3}}), people(1)),
        "fea has 3 columns",
        "side 2 need 4 (grey) or 12 (colour)");
    refused(
        write(matrix(MatlabType.Double, new double[][] {{1, 2, 3, 256}}), people(1)),
        "must be in [0, 255], or in [0, 1], found 1..256");
    refused(
        write(matrix(MatlabType.Double, new double[][] {{1, 2, 3, Double.NaN}}), people(1)),
        "found NaN");
    Path file = temp.resolve("other.mat");
    try (MatFile mat = Mat5.newMatFile()) {
      mat.addArray("X", fine()).addArray("fea", Mat5.newString("text"));
      Mat5.writeToFile(mat, file.toFile());
    }
    refused(file, "fea holds strings, but must hold numbers");
    try (MatFile mat = Mat5.newMatFile()) {
      mat.addArray("A", fine()).addArray("B", fine());
      Mat5.writeToFile(mat, file.toFile());
    }
    refused(file, "no variable named fea, x", "found A, B");
  }

  @Test
  void badFiles() throws IOException {
    refused(temp.resolve("none.mat"), "no such file");
    refused(Files.write(temp.resolve("a.mat"), new byte[0]), "an empty file");
    byte[] hdf = "MATLAB 7.3 MAT-file, Platform: GLNXA64".getBytes(StandardCharsets.US_ASCII);
    refused(Files.write(temp.resolve("b.mat"), hdf), "MATLAB 7.3");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    double[][] rows = new double[40][4];
    double[] labels = new double[40];
    for (int i = 0; i < 40; i++) {
      rows[i] = new double[] {i, 3 * i, 5 * i % 256, 7 * i % 256};
      labels[i] = i % 4;
    }
    Path whole = write(matrix(MatlabType.Double, rows), people(labels));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length - 8; length += 11) {
      refused(Files.write(temp.resolve("part.mat"), Arrays.copyOf(bytes, length)), "part.mat: ");
    }
  }

  /** Images are n×2×3 in every order; the image of image i is 10·i + 1..6 row by row. */
  @Test
  void cubes() throws IOException {
    for (boolean first : new boolean[] {false, true}) {
      for (int planes : new int[] {1, 3}) {
        int n = 4;
        Matrix cube =
            Mat5.newMatrix(
                first
                    ? planes == 1 ? new int[] {n, 2, 3} : new int[] {n, 2, 3, 3}
                    : planes == 1 ? new int[] {2, 3, n} : new int[] {2, 3, 3, n},
                MatlabType.UInt8);
        byte[] expected = new byte[n * 6 * planes];
        for (int i = 0; i < n; i++) {
          for (int y = 0; y < 2; y++) {
            for (int x = 0; x < 3; x++) {
              for (int c = 0; c < planes; c++) {
                int value = 40 * i + 10 * c + 3 * y + x + 1;
                int[] at =
                    first
                        ? planes == 1 ? new int[] {i, y, x} : new int[] {i, y, x, c}
                        : planes == 1 ? new int[] {y, x, i} : new int[] {y, x, c, i};
                cube.setDouble(at, value);
                expected[((i * 2 + y) * 3 + x) * planes + c] = (byte) value;
              }
            }
          }
        }
        Path file = temp.resolve("cube.mat");
        try (MatFile mat = Mat5.newMatFile()) {
          mat.addArray("x", cube).addArray("label", people(1, 2, 1, 2));
          Mat5.writeToFile(mat, file.toFile());
        }
        Dataset data = read(file, Map.of("channels", planes));
        assertThat(data.images().images().shape()).hasToString("2x3x" + planes);
        assertThat(data.images().images().pixels()).isEqualTo(expected);
        assertThat(data.images().labels()).containsExactly(0, 1, 0, 1);
        assertThat(
                read(file, Map.of("channels", planes, "images", "x", "labels", "label")).digest())
            .isEqualTo(data.digest());
        assertThatThrownBy(() -> read(file, Map.of("images", "fea")))
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("no variable named fea (setting 'data.images'); found x, label");
      }
    }
  }
}
