package io.ddh.data.check;

import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images with the very same pixels.
 *
 * @param groups of two or more each, rows ascending
 * @param acrossPeople how many groups have more than one label
 * @param queries how many query images have a copy in the gallery
 */
public record Copies(List<int[]> groups, int acrossPeople, int queries) {
  public Copies {
    groups = List.copyOf(groups);
  }

  /** How many images could go without any picture being lost. */
  public int surplus() {
    return groups.stream().mapToInt(group -> group.length - 1).sum();
  }

  /**
   * Finds all.
   *
   * @param split whose queries and gallery are compared; empty: none
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
    Set<Integer> out = new HashSet<>();
    for (int row : rows.orElse(new int[0])) {
      out.add(row);
    }
    return out;
  }

  private static List<int[]> groups(Images images) {
    Map<Integer, List<List<Integer>>> byHash = new HashMap<>();
    List<List<Integer>> all = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      List<List<Integer>> known = byHash.computeIfAbsent(hash(images, i), h -> new ArrayList<>(1));
      int row = i;
      Optional<List<Integer>> same =
          known.stream().filter(group -> equal(images, group.get(0), row)).findFirst();
      if (same.isPresent()) {
        same.get().add(row);
      } else {
        List<Integer> group = new ArrayList<>(1);
        group.add(row);
        known.add(group);
        all.add(group);
      }
    }
    return all.stream()
        .filter(group -> group.size() > 1)
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }

  private static int hash(Images images, int i) {
    int length = images.imageLength();
    int hash = 1;
    for (int p = i * length; p < (i + 1) * length; p++) {
      hash = 31 * hash + images.pixels()[p];
    }
    return hash;
  }

  private static boolean equal(Images images, int i, int j) {
    int length = images.imageLength();
    byte[] pixels = images.pixels();
    return Arrays.equals(
        pixels, i * length, (i + 1) * length, pixels, j * length, (j + 1) * length);
  }
}
