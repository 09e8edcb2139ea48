package io.ddh.experiments.report;

import java.util.ArrayList;
import java.util.List;

/**
 * MAP of the deep rows minus that of each row on CNN features, paired by seed: both sides saw the
 * same splits.
 */
final class Differences {
  private static final List<String> SUBJECTS = List.of("ddh", "ddh+aug");

  private Differences() {}

  /** One line per pair of rows that share a seed. */
  static List<String> lines(ResultTable table) {
    List<String> lines = new ArrayList<>();
    for (String subject : SUBJECTS) {
      for (String other : table.methods()) {
        List<String> parts = new ArrayList<>();
        for (int bits : other.endsWith("+cnn") ? table.bits() : List.<Integer>of()) {
          Sample difference = table.difference(subject, bits, other, bits);
          if (difference.count() > 0) {
            parts.add(bits + " bits " + difference.signed());
          }
        }
        if (!parts.isEmpty()) {
          lines.add(
              subject + " minus " + other + ", paired by seed: " + String.join("; ", parts) + ".");
        }
      }
    }
    return lines;
  }
}
