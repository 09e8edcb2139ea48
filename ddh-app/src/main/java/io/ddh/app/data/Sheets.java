package io.ddh.app.data;

import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.data.check.Twins;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Tile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contact sheets for the check of a data set. One sheet shows some of the people, the other shows
 * near duplicates side by side.
 */
final class Sheets {
  private static final int PEOPLE = 10;
  private static final int EACH = 12;
  private static final int PAIRS_IN_A_ROW = 4;
  private static final int GAP = 3;

  /** Smaller images are enlarged to about this width in pixels. */
  private static final int WIDTH = 64;

  private Sheets() {}

  /**
   * Writes the sheet of people. If there are near duplicates, a second sheet {@code …-twins.png} is
   * written beside the first.
   */
  static List<Path> write(Path sheet, Dataset data, Twins twins) throws IOException {
    List<Path> written = new ArrayList<>();
    List<List<Tile>> people = people(data);
    String shown = people.size() + " of " + data.images().identities().size();
    write(sheet, data, "one row per person, " + shown, people);
    written.add(sheet);
    if (!twins.samples().isEmpty()) {
      List<Tile> pairs = new ArrayList<>();
      for (Twins.Pair pair : twins.samples()) {
        pairs.addAll(List.of(tile(data, pair.first()), tile(data, pair.second()), Tile.BLANK));
      }
      String name = sheet.getFileName().toString().replaceAll("(?i)\\.png$", "");
      Path beside = sheet.toAbsolutePath().resolveSibling(name + "-twins.png");
      String found = "twins, " + twins.samples().size() + " of " + twins.pairs();
      write(beside, data, found, ImageSheet.grid(pairs, 3 * PAIRS_IN_A_ROW));
      written.add(beside);
    }
    return written;
  }

  private static void write(Path png, Dataset data, String shown, List<List<Tile>> rows)
      throws IOException {
    String title = data.name() + ": " + shown + (data.synthetic() ? ", synthetic faces" : "");
    Images images = data.images().images();
    int scale = Math.max(1, WIDTH / images.width());
    new ImageSheet(title, "", images.width() * scale, images.height() * scale, GAP, rows)
        .write(png);
  }

  /**
   * Chooses some people, spread evenly over the data set. The sheet has one row per person, with
   * some of that person's images.
   */
  private static List<List<Tile>> people(Dataset data) {
    int[] labels = data.images().labels();
    return evenly(data.images().identities().size(), PEOPLE)
        .mapToObj(p -> IntStream.range(0, labels.length).filter(i -> labels[i] == p).toArray())
        .filter(rows -> rows.length > 0)
        .map(rows -> evenly(rows.length, EACH).mapToObj(i -> tile(data, rows[i])).toList())
        .toList();
  }

  private static IntStream evenly(int n, int most) {
    int count = Math.min(n, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * n / count));
  }

  private static Tile tile(Dataset data, int row) {
    return Tile.of(Bitmaps.of(data.images().images(), row));
  }
}
