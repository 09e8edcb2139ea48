package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.array.OlivettiReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Matrix;

class OlivettiReaderTest {
  @TempDir Path folder;

  private Path write(int rows, int columns) throws IOException {
    Matrix faces = Mat5.newMatrix(rows, columns);
    for (int i = 0; i < columns; i++) {
      for (int p = 0; p < rows; p++) {
        faces.setDouble(p, i, (p % 64 * 3 + p / 64 + i) % 256);
      }
    }
    Path file = folder.resolve("olivettifaces.mat");
    Mat5.writeToFile(Mat5.newMatFile().addArray("faces", faces), file.toFile());
    return file;
  }

  private Dataset read(Path file) throws IOException {
    OlivettiReader reader = new OlivettiReader();
    Settings settings = Settings.of("data", reader.defaults(), Map.of("path", file.toString()));
    return reader.read("o", settings, folder, Progress.NONE);
  }

  @Test
  void aColumnIsAnImageStoredColumnByColumn() throws IOException {
    Dataset data = read(write(4096, 400));
    assertThat(data.images().images().shape()).hasToString("64x64x1");
    assertThat(data.images().identities()).hasSize(40).startsWith("1").endsWith("40");
    assertThat(data.images().labels()).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1).endsWith(39);
    int image = 17;
    int row = 5;
    int column = 9;
    int found = data.images().images().pixels()[image * 4096 + row * 64 + column] & 255;
    assertThat(found).isEqualTo((row * 3 + column + image) % 256);
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Path wrong = write(64, 40);
    assertThatThrownBy(() -> read(wrong))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("expected a variable named 'faces' with 4096x400 numbers");
    Path text = Files.writeString(folder.resolve("a.mat"), "hello");
    assertThatThrownBy(() -> read(text)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> read(folder.resolve("none"))).hasMessageContaining("no such file");
  }
}
