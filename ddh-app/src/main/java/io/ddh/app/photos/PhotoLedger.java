package io.ddh.app.photos;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.data.text.CsvTable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The list of all photos of an index, with the reasons why some photos have no faces in the index.
 * The list is a CSV file beside the index, for the user and for the next run.
 *
 * @param photos what is known of each photo, by its path
 */
record PhotoLedger(Map<String, Line> photos) {
  private static final String[] COLUMNS = {"photo", "bytes", "modified", "faces", "problem"};

  /**
   * What is known of a photo.
   *
   * @param faces number of faces found
   * @param problem why no face was found; empty if faces were found
   */
  record Line(FileStamp stamp, int faces, String problem) {
    static Line of(PhotoRecord found) {
      return new Line(found.stamp(), found.faces().size(), found.problem());
    }

    /** Whether the photo could not be read; the next attempt may succeed. */
    boolean unreadable() {
      return faces == 0 && !problem.equals(PhotoRecord.NO_FACE);
    }
  }

  static Path file(Path index) {
    return index.resolveSibling(index.getFileName() + ".photos.csv");
  }

  /** Reads the list of an index; empty if there is none. */
  static PhotoLedger read(Path file) throws IOException {
    Map<String, Line> photos = new TreeMap<>();
    if (Files.exists(file)) {
      CsvTable table = CsvTable.read(file.toString(), Files.readAllBytes(file), List.of(COLUMNS));
      for (int i = 0; i < table.size(); i++) {
        try {
          FileStamp stamp =
              new FileStamp(
                  Long.parseLong(table.cell(i, "bytes")),
                  Long.parseLong(table.cell(i, "modified")));
          int faces = Integer.parseInt(table.cell(i, "faces"));
          photos.put(table.text(i, "photo"), new Line(stamp, faces, table.cell(i, "problem")));
        } catch (NumberFormatException e) {
          throw new BadInputException(table.at(i) + "damaged; delete the file", e);
        }
      }
    }
    return new PhotoLedger(photos);
  }

  void write(Path file) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          CSVFormat format = CSVFormat.RFC4180.builder().setHeader(COLUMNS).get();
          CSVPrinter csv =
              new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format);
          for (Map.Entry<String, Line> photo : photos.entrySet()) {
            Line line = photo.getValue();
            csv.printRecord(
                photo.getKey(),
                line.stamp().bytes(),
                line.stamp().modified(),
                line.faces(),
                line.problem());
          }
          csv.flush();
        });
  }
}
