package io.ddh.app.photos;

import io.ddh.app.index.FaceIndex;
import io.ddh.core.Shown;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The result of building or updating an index of photos.
 *
 * @param photos the photos that were read, with their faces or the reason why there are none
 * @param before number of photos that were in the index before
 * @param changed number of photos that have changed since they were indexed
 * @param gone number of photos of the index that are no longer in the folder
 * @param deleted number of faces that were deleted
 * @param sync whether changed photos were indexed again, and the faces of photos that no longer
 *     exist were deleted
 */
public record PhotoSummary(
    Map<String, PhotoLedger.Line> photos,
    int before,
    int changed,
    int gone,
    int deleted,
    boolean sync) {
  private static final int NAMED = 20;

  long faces() {
    return photos.values().stream().mapToInt(PhotoLedger.Line::faces).sum();
  }

  /** Each photo without faces, with the reason; photos that can't be read come first. */
  List<String> without() {
    return photos.entrySet().stream()
        .filter(photo -> photo.getValue().faces() == 0)
        .sorted(Comparator.comparing(photo -> !photo.getValue().unreadable()))
        .map(photo -> photo.getKey() + ": " + photo.getValue().problem())
        .toList();
  }

  long unreadable() {
    return photos.values().stream().filter(PhotoLedger.Line::unreadable).count();
  }

  /**
   * {@return what was done, in lines for the user}
   *
   * @param index the index file
   * @param seconds time of the job in seconds
   * @throws IOException if the index can't be read
   */
  public List<String> lines(Path index, double seconds) throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> without = without();
    without.stream().limit(NAMED).forEach(photo -> lines.add("left out " + photo));
    if (without.size() > NAMED) {
      lines.add(
          Shown.format(
              "left out %,d more; %s lists all",
              without.size() - NAMED, PhotoLedger.file(index).getFileName()));
    }
    int n = photos.size();
    lines.add(
        n == 0
            ? Shown.format("nothing new: %,d photos were done before", before)
            : Shown.format(
                "%,d photos in %.1f s, %.1f/s: %,d faces; %,d photos without a face, %,d unreadable",
                n, seconds, n / seconds, faces(), without.size() - unreadable(), unreadable()));
    if (changed + gone > 0) {
      lines.add(
          Shown.format(
              "%,d photos have changed, %,d no longer exist; %s",
              changed,
              gone,
              sync
                  ? Shown.format("%,d faces deleted", deleted)
                  : "--sync brings the index up to date"));
    }
    CodeIndex now = CodeIndex.open(index);
    lines.add(Shown.format("%s: %,d faces, %d bits", index, now.size(), now.bits()));
    String reject =
        FaceIndex.calibration(now)
            .map(how -> FaceIndex.rejectAbove(index, now).orElse(now.bits()) + " (" + how + ")")
            .orElse("not set; see 'ddh index calibrate'");
    lines.add("  reject above " + reject);
    return lines;
  }
}
