package io.ddh.app.search;

import io.ddh.app.images.SourceImages;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.data.draw.Bitmaps;
import io.ddh.data.read.SquarePicture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A page of what queries found: the query's picture on the left, then the hits with distance and
 * label. HTML or PNG, as the file's name ends.
 *
 * @param title over it
 * @param rows one a query
 * @param pictures where those of the hits are
 */
public record HitSheet(String title, List<Row> rows, SourceImages pictures) {
  /** Side of a picture in pixels. */
  static final int SIDE = 112;

  /** Hits of a query that are shown. */
  static final int SHOWN = 20;

  public HitSheet {
    rows = List.copyOf(rows);
  }

  /**
   * A query.
   *
   * @param picture of the query; none: it was a code
   */
  public record Row(SearchResult answer, Optional<BufferedImage> picture) {
    /** Reads the query image, if the query is one; without an image if that fails. */
    public static Row of(SearchResult answer, Optional<Path> image) {
      try {
        return new Row(
            answer,
            image.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    Bitmaps.of(SquarePicture.read(Files.readAllBytes(image.get()), SIDE), 0)));
      } catch (IOException e) {
        return new Row(answer, Optional.empty());
      }
    }

    List<SearchResult.Hit> shown() {
      return answer.hits().subList(0, Math.min(SHOWN, answer.hits().size()));
    }
  }

  /** Refuses a name that ends otherwise. */
  public static void checkName(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (!name.endsWith(".html") && !name.endsWith(".png")) {
      throw new BadInputException("--sheet " + file + ": valid: a name ending in .html or .png");
    }
  }

  /** Writes the page, whole or not at all. */
  public void write(Path file) throws IOException {
    checkName(file);
    boolean html = file.toString().toLowerCase(Locale.ROOT).endsWith(".html");
    byte[] content =
        html ? HitPage.of(this).getBytes(StandardCharsets.UTF_8) : Bitmaps.png(HitImage.draw(this));
    AtomicFile.write(file, out -> out.write(content));
  }

  /** What stands under a hit. */
  static String caption(SearchResult.Hit hit) {
    return hit.label().isEmpty() ? "id " + hit.id() : hit.label();
  }
}
