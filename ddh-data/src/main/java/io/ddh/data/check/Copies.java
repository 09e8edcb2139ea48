package io.ddh.data.check;

import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Exact duplicates in a data set: images whose pixels are identical.
 *
 * @param groups groups of two or more identical images; each group holds the row numbers of its
 *     images in ascending order
 * @param acrossPeople number of groups whose images have different labels
 * @param queries number of query images that have an exact copy in the gallery
 */
public record Copies(List<int[]> groups, int acrossPeople, int queries) {
  /** {@return the number of images that are copies of an earlier one} */
  public int surplus() {
    return groups.stream().mapToInt(group -> group.length - 1).sum();
  }

  /**
   * Finds all groups of images with the same pixels.
   *
   * @param data the images and their labels
   * @param split the split whose queries are compared with its gallery; if empty, queries and
   *     gallery are not compared
   * @return the groups of identical images, sorted by their first row
   */
  public static Copies find(LabeledImages data, Optional<Split> split) {
    List<int[]> groups = groups(data.images());
    Set<Integer> queries = rows(split.map(Split::query));
    Set<Integer> gallery = rows(split.map(Split::gallery));
    int across = 0;
    int leaked = 0;
    for (int[] group : groups) {
      boolean one = Arrays.stream(group).map(i -> data.labels()[i]).distinct().count() == 1;
      across += one ? 0 : 1;
      if (Arrays.stream(group).anyMatch(gallery::contains)) {
        leaked += (int) Arrays.stream(group).filter(queries::contains).count();
      }
    }
    return new Copies(groups, across, leaked);
  }

  private static Set<Integer> rows(Optional<int[]> rows) {
    return rows.map(all -> Arrays.stream(all).boxed().collect(Collectors.toSet())).orElse(Set.of());
  }

  /**
   * Returns groups of row numbers. The images of a group have the same pixels, and the groups are
   * sorted by their first row.
   */
  private static List<int[]> groups(Images images) {
    int length = images.imageLength();
    ByteBuffer pixels = ByteBuffer.wrap(images.pixels());
    Map<ByteBuffer, List<Integer>> rows = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      ByteBuffer content =
          pixels.slice(i * length, length); // two buffers are equal if their bytes are
      rows.computeIfAbsent(content, c -> new ArrayList<>(1)).add(i);
    }
    return rows.values().stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
