package io.ddh.baselines;

import io.ddh.core.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Which eigenfunctions of a box spectral hashing takes (Weiss et al., NIPS 2008, §3). */
final class SpectralModes {
  private SpectralModes() {}

  /**
   * sin(π/2 + m·π·(x − min)/R) along one axis.
   *
   * @param axis number of the axis
   * @param mode m ≥ 1: half waves over the range
   */
  record Mode(int axis, int mode) {}

  private record Candidate(Mode mode, double frequency) {}

  /**
   * The modes with the smallest non-zero eigenvalues, which grow with (m·π/R)²; at equal eigenvalue
   * the lower axis first. Axes without extent have no modes.
   *
   * @param ranges R of each axis, ≥ 0; at least one &gt; 0
   */
  static List<Mode> smallest(double[] ranges, int count) {
    PriorityQueue<Candidate> next =
        new PriorityQueue<>(
            Comparator.comparingDouble(Candidate::frequency).thenComparing(c -> c.mode().axis()));
    for (int a = 0; a < ranges.length; a++) {
      if (ranges[a] > 0) {
        next.add(new Candidate(new Mode(a, 1), 1 / ranges[a]));
      }
    }
    Check.that(!next.isEmpty(), "features must not all be the same");
    List<Mode> chosen = new ArrayList<>();
    while (chosen.size() < count) {
      Mode mode = next.remove().mode();
      chosen.add(mode);
      int m = mode.mode() + 1;
      next.add(new Candidate(new Mode(mode.axis(), m), m / ranges[mode.axis()]));
    }
    return List.copyOf(chosen);
  }
}
