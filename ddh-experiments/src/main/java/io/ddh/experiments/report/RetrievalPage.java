package io.ddh.experiments.report;

import io.ddh.data.draw.ImageSheet;
import io.ddh.data.draw.ImageSheet.Frame;
import io.ddh.data.draw.ImageSheet.Tile;
import io.ddh.experiments.work.RetrievalFiles;
import io.ddh.experiments.work.Retrievals.Hit;
import io.ddh.experiments.work.Retrievals.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sheet of retrievals: each row shows a query image and its nearest gallery images. */
final class RetrievalPage {
  private static final int FACE = 96;
  private static final int GAP = 20;

  private RetrievalPage() {}

  /** Writes the sheet, whole or not at all. */
  static void write(Path png, RetrievalFiles files, String title, String caption)
      throws IOException {
    List<List<Tile>> rows = new ArrayList<>();
    for (Query query : files.retrievals().queries()) {
      List<Tile> tiles = new ArrayList<>();
      tiles.add(tile(files, rows.size(), 0, Frame.QUERY, "query", ""));
      for (Hit hit : query.hits()) {
        boolean right = hit.person() == query.person();
        Frame frame = right ? Frame.RIGHT : Frame.WRONG;
        String person = right ? "right" : "wrong";
        String distance = "distance " + hit.distance();
        tiles.add(tile(files, rows.size(), tiles.size(), frame, distance, person));
      }
      rows.add(tiles);
    }
    new ImageSheet(title, caption, FACE, FACE, GAP, rows).write(png);
  }

  private static Tile tile(
      RetrievalFiles files, int query, int rank, Frame frame, String... lines) {
    return new Tile(Optional.of(files.image(query, rank)), frame, List.of(lines));
  }
}
