package io.ddh.eval;

import io.ddh.core.LabeledCodes;
import java.util.Arrays;

/**
 * Gallery codes sorted by label. The relevant items of a query are then one contiguous range, so
 * that counting them needs no comparison of labels.
 */
final class GroupedGallery {
  private final int[] labels;
  private final int[] starts;
  private final long[] words;

  GroupedGallery(LabeledCodes gallery) {
    labels = Arrays.stream(gallery.labels()).sorted().distinct().toArray();
    int n = gallery.size();
    int[] group = new int[n];
    starts = new int[labels.length + 2];
    for (int i = 0; i < n; i++) {
      group[i] = Arrays.binarySearch(labels, gallery.labels()[i]);
      starts[group[i] + 1]++;
    }
    for (int g = 0; g <= labels.length; g++) {
      starts[g + 1] += starts[g];
    }
    int stride = gallery.codes().stride();
    words = new long[n * stride];
    int[] next = starts.clone();
    for (int i = 0; i < n; i++) {
      System.arraycopy(
          gallery.codes().words(), i * stride, words, next[group[i]]++ * stride, stride);
    }
  }

  /** Returns the packed codes, grouped by label. */
  long[] words() {
    return words;
  }

  /**
   * Returns the index of the first item with a label and the index after the last such item. The
   * range is empty if no item has the label.
   */
  int[] range(int label) {
    int found = Arrays.binarySearch(labels, label);
    int group = found < 0 ? labels.length : found;
    return new int[] {starts[group], starts[group + 1]};
  }
}
