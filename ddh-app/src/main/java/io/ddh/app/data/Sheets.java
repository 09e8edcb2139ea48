package io.ddh.app.data;

import io.ddh.core.Dataset;
import io.ddh.core.Images;
import io.ddh.data.check.Twins;
import io.ddh.data.draw.ContactSheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pictures of a check: some people's images, and some twins side by side. */
final class Sheets {
  private static final int PEOPLE = 10;
  private static final int EACH = 12;
  private static final int PAIRS_IN_A_ROW = 4;

  /** In a list of rows: an empty place. */
  private static final int NONE = -1;

  private Sheets() {}

  /** Writes the sheet, and beside it {@code …-twins.png} if there are twins. */
  static List<Path> write(Path sheet, Dataset data, Twins twins) throws IOException {
    String origin = data.synthetic() ? ", synthetic faces" : "";
    List<Path> written = new ArrayList<>();
    List<List<Integer>> people = people(data);
    List<Integer> rows = new ArrayList<>();
    int columns = Math.max(4, people.stream().mapToInt(List::size).max().orElse(1));
    for (List<Integer> person : people) {
      rows.addAll(person);
      for (int i = person.size(); i < columns; i++) {
        rows.add(NONE);
      }
    }
    String caption =
        data.name()
            + ": one row per person, "
            + people.size()
            + " of "
            + data.images().identities().size()
            + origin;
    ContactSheet.write(sheet, pick(data, rows), columns, scale(data), caption);
    written.add(sheet);
    if (!twins.samples().isEmpty()) {
      List<Integer> pairs = new ArrayList<>();
      for (Twins.Pair pair : twins.samples()) {
        pairs.addAll(List.of(pair.first(), pair.second(), NONE));
      }
      String name = sheet.getFileName().toString().replaceAll("(?i)\\.png$", "");
      Path beside = sheet.toAbsolutePath().resolveSibling(name + "-twins.png");
      String found =
          data.name() + ": twins, " + twins.samples().size() + " of " + twins.pairs() + origin;
      ContactSheet.write(beside, pick(data, pairs), 3 * PAIRS_IN_A_ROW, scale(data), found);
      written.add(beside);
    }
    return written;
  }

  private static int scale(Dataset data) {
    return Math.max(1, 64 / Math.max(1, data.images().images().width()));
  }

  /** Some people, evenly over the set, and some images of each, evenly over theirs. */
  private static List<List<Integer>> people(Dataset data) {
    int count = data.images().identities().size();
    List<List<Integer>> all = new ArrayList<>();
    for (int person : evenly(count, PEOPLE)) {
      List<Integer> rows = new ArrayList<>();
      for (int i = 0; i < data.images().size(); i++) {
        if (data.images().labels()[i] == person) {
          rows.add(i);
        }
      }
      all.add(Arrays.stream(evenly(rows.size(), EACH)).mapToObj(rows::get).toList());
    }
    return all.stream().filter(rows -> !rows.isEmpty()).toList();
  }

  private static int[] evenly(int n, int most) {
    int[] out = new int[Math.min(n, most)];
    Arrays.setAll(out, i -> (int) ((long) i * n / out.length));
    return out;
  }

  private static Images pick(Dataset data, List<Integer> rows) {
    Images images = data.images().images();
    int length = images.imageLength();
    byte[] out = new byte[rows.size() * length];
    Arrays.fill(out, (byte) 255);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) != NONE) {
        System.arraycopy(images.pixels(), rows.get(i) * length, out, i * length, length);
      }
    }
    return new Images(images.height(), images.width(), images.channels(), out);
  }
}
