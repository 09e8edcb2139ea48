package io.ddh.app.photos;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job on an index of photos has done.
 *
 * @param counts what was found on the photos that were new
 * @param changed number of photos that have changed since they were indexed
 * @param gone number of photos of the index that are no longer in the folder
 * @param deleted number of faces that were deleted
 */
record PhotoSummary(Counts counts, int changed, int gone, int deleted) {
  /**
   * What was found on new photos.
   *
   * @param lines what was found on each photo
   */
  record Counts(Map<String, PhotoLedger.Line> lines) {
    /** Counts what the work file has of these photos. */
    Counts(FaceSpool spool, Map<String, FileStamp> photos) throws IOException {
      this(new TreeMap<>());
      spool.read(
          photos,
          found ->
              lines.put(
                  found.photo(),
                  new PhotoLedger.Line(found.stamp(), found.faces().size(), found.problem())));
    }

    int photos() {
      return lines.size();
    }

    long faces() {
      return lines.values().stream().mapToInt(PhotoLedger.Line::faces).sum();
    }

    /** Number of photos on which no face was found, or that can't be read. */
    long without(boolean read) {
      return lines.values().stream()
          .filter(line -> line.faces() == 0)
          .filter(line -> line.problem().equals(PhotoRecord.NO_FACE) == read)
          .count();
    }

    /** The first photo without faces, with the reason. */
    String first() {
      return lines.entrySet().stream()
          .filter(photo -> photo.getValue().faces() == 0)
          .map(photo -> photo.getKey() + ": " + photo.getValue().problem())
          .findFirst()
          .orElse("none");
    }
  }
}
