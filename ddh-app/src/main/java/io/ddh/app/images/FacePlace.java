package io.ddh.app.images;

import io.ddh.core.Shown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a face in a photo. An index stores the place as the source of the face: the path of
 * the photo, followed by a fragment such as {@code #xywh=84,92,96,96&of=250,250&score=0.94}. The
 * {@code xywh} part of the fragment follows W3C Media Fragments URI 1.0, §4.2.2.
 *
 * @param photo path of the photo
 * @param x left edge of the box in pixels of the upright photo; negative if the face is cut off
 * @param y upper edge of the box in pixels; negative if the face is cut off
 * @param width width of the box in pixels
 * @param height height of the box in pixels
 * @param across width of the upright photo in pixels
 * @param down height of the upright photo in pixels
 * @param score the detector's score, in [0, 1]
 */
public record FacePlace(
    String photo, int x, int y, int width, int height, int across, int down, double score) {
  private static final String NUMBER = "(-?[0-9]{1,6})";
  private static final Pattern FRAGMENT =
      Pattern.compile(
          Shown.format(
              "(?s)(.*)#xywh=%1$s,%1$s,%1$s,%1$s&of=%1$s,%1$s&score=([01]\\.[0-9]{1,4})", NUMBER));

  /**
   * {@return the place that a source gives; empty if the source is the path of a whole image}
   *
   * @param source source of a face as an index stores it
   */
  public static Optional<FacePlace> parse(String source) {
    Matcher found = FRAGMENT.matcher(source);
    if (!found.matches()) {
      return Optional.empty();
    }
    int[] n = new int[6];
    for (int i = 0; i < n.length; i++) {
      n[i] = Integer.parseInt(found.group(2 + i));
    }
    double score = Double.parseDouble(found.group(8));
    return Optional.of(new FacePlace(found.group(1), n[0], n[1], n[2], n[3], n[4], n[5], score));
  }

  /**
   * {@return the path of the image file that a source names, without the place of a face in it}
   *
   * @param source source of a face as an index stores it
   */
  public static String photo(String source) {
    return parse(source).map(FacePlace::photo).orElse(source);
  }

  /** {@return the source that an index stores} */
  public String source() {
    return Shown.format(
        "%s#xywh=%d,%d,%d,%d&of=%d,%d&score=%.3f", photo, x, y, width, height, across, down, score);
  }

  /** {@return the box as text, for example {@code 96×96 at 84,92}} */
  public String box() {
    return Shown.format("%d×%d at %d,%d", width, height, x, y);
  }

  /** {@return box, size of the photo and score as fields of a JSON object} */
  public Map<String, Object> fields() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("box", new int[] {x, y, width, height});
    out.put("photo_size", new int[] {across, down});
    out.put("score", score);
    return out;
  }
}
