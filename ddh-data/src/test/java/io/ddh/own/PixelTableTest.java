package io.ddh.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.TextFiles;
import io.ddh.data.read.array.LabelNumbers;
import io.ddh.data.read.form.DetectedForm;
import io.ddh.data.read.form.FormDetector;
import io.ddh.data.text.CsvTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody's own reader of a table of pixels, by what is public alone. */
class PixelTableTest {
  @TempDir Path temp;

  private static final class PixelTableReader implements DatasetReader {
    private static final List<String> COLUMNS = List.of("person", "pixels");

    @Override
    public String form() {
      return "pixel-table";
    }

    @Override
    public Map<String, Object> defaults() {
      return Map.of("path", "", "side", 2);
    }

    @Override
    public FormMatch recognize(Candidate candidate) throws IOException {
      String head = new String(candidate.head(), StandardCharsets.ISO_8859_1);
      if (!head.startsWith("person,pixels\n")) {
        return FormMatch.NO;
      }
      int values = head.lines().skip(1).findFirst().orElse("").split(" ", -1).length;
      int side = (int) Math.round(Math.sqrt(values));
      return side * side == values
          ? FormMatch.fits(Map.of("side", side), "a table of " + side + "x" + side + " pixels")
          : FormMatch.near("a table of pixels, but " + values + " of them are no square");
    }

    @Override
    public Dataset read(String name, Settings settings, Path work, Progress progress)
        throws IOException {
      Path file = ReaderSettings.path(settings);
      int side = settings.integer("side", 1, 1024);
      CsvTable table =
          CsvTable.read(file.toString(), TextFiles.bytes(file, "a table of pixels"), COLUMNS);
      List<String> people = new ArrayList<>();
      byte[] pixels = new byte[table.size() * side * side];
      for (int i = 0; i < table.size(); i++) {
        people.add(table.cell(i, "person"));
        String[] values = table.cell(i, "pixels").split(" ", -1);
        if (values.length != side * side) {
          throw new BadInputException(
              table.at(i) + values.length + " pixels, must be " + side * side);
        }
        for (int p = 0; p < values.length; p++) {
          pixels[i * side * side + p] = (byte) Integer.parseInt(values[p]);
        }
      }
      progress.report("images of " + name, table.size(), table.size());
      LabelNumbers labels = LabelNumbers.of(file.toString(), "person", people);
      Images images = new Images(side, side, 1, pixels);
      return Dataset.of(
          name,
          new LabeledImages(images, labels.labels(), labels.people()),
          Map.of(),
          List.of("read by a reader of our own"));
    }
  }

  private static final DatasetReader READER = new PixelTableReader();

  private Path file(String text) throws IOException {
    return Files.writeString(temp.resolve("faces.csv"), text);
  }

  private static Dataset read(Map<String, Object> given) throws IOException {
    Settings settings = Settings.of("d", READER.defaults(), given);
    return READER.read("d", settings, Path.of("unused"), Progress.NONE);
  }

  @Test
  void isRecognisedAndReads() throws IOException {
    Path file = file("person,pixels\nZoe,1 2 3 4 5 6 7 8 9\nAnn,9 8 7 6 5 4 3 2 255\n");
    DetectedForm best = FormDetector.detect(file, List.of(READER)).best().orElseThrow();
    assertThat(best.form()).isEqualTo("pixel-table");
    assertThat(best.settings()).isEqualTo(Map.of("path", file.toString(), "side", 3));
    Dataset data = read(best.settings());
    assertThat(data.images().identities()).containsExactly("Ann", "Zoe");
    assertThat(data.images().labels()).containsExactly(1, 0);
    assertThat(data.images().images().pixels()).hasSize(18).endsWith((byte) 2, (byte) 255);
    assertThat(data.counts()).containsEntry("people", 2L).containsEntry("images", 2L);
    assertThat(data.notes()).containsExactly("read by a reader of our own");
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path file = file("person,pixels\nZoe,1 2 3\n");
    assertThat(FormDetector.detect(file, List.of(READER)).reason())
        .isEqualTo("a table of pixels, but 3 of them are no square");
    assertThatThrownBy(() -> read(Map.of("path", file.toString())))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("faces.csv:2: 3 pixels, must be 4");
  }
}
