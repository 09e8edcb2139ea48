package io.ddh.baselines;

import io.ddh.core.Citation;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Kernel-based supervised hashing learns bits over a kernel map, greedily one after another. The
 * inner products of codes then approximate the similarity of images, which is 1 for two images of
 * one person and −1 otherwise.
 */
public final class KshMethod extends ShallowMethod {
  private static final Profile PROFILE =
      new Profile(
          "ksh",
          new Citation(
              "W. Liu, J. Wang, R. Ji, Y.-G. Jiang, S.-F. Chang",
              "Supervised hashing with kernels",
              "CVPR",
              2012,
              "10.1109/CVPR.2012.6247912"),
          List.of(
              "Labels of all training rows are used, validation rows included; the authors' demo"
                  + " uses 2,000 labels (setting 'labels'), which is about one label per"
                  + " person if there are many people.",
              "The residue matrix is not stored but computed from class sums and the bits so far;"
                  + " the authors' code stores the similarity matrix.",
              "Directions whose eigenvalue is below 1e-10 of the kernel matrix's largest eigenvalue"
                  + " are left out of the initial weights; the authors' code passes the singular"
                  + " problem to the solver.",
              "The kernel map and its products are computed in single precision, the"
                  + " objective in double."),
          Map.of("anchors", 300, "labels", 0, "steps", 500, "tolerance", 1e-2),
          KshMethod::new);

  private final KshSettings settings;

  /** Creates the method with 300 anchors and the labels of all training rows. */
  public KshMethod() {
    this(PROFILE.settings());
  }

  private KshMethod(Settings given) {
    super(PROFILE, given);
    settings = KshSettings.of(given);
  }

  @Override
  Hasher learn(TrainingSet data, Features x, int bits, long seed, Progress progress) {
    int[] anchors = Rows.draw(x.size(), settings.anchors(), Seeds.derive(seed, "anchors"));
    int[] labelled =
        settings.labels() == 0
            ? IntStream.range(0, x.size()).toArray()
            : Rows.draw(x.size(), settings.labels(), Seeds.derive(seed, "labels"));
    Arrays.sort(labelled);
    KshTrainer.Result result =
        new KshTrainer(x, data.labels(), data.identities(), bits, settings, anchors, labelled)
            .train(progress);
    return hasher(
        result.map(),
        result.weights(),
        Map.of(
            "anchors",
            anchors.length,
            "labels",
            labelled.length,
            "improved_bits",
            result.improved(),
            "objective",
            Arrays.stream(result.objective(labelled.length)).boxed().toList()));
  }

  /**
   * Creates the hasher that computes codes as sgn(A·k̄(x)).
   *
   * @param map the centred kernel map k̄
   * @param weights the weights A, K×anchors
   */
  Hasher hasher(CentredKernel map, float[] weights, Map<String, Object> facts) {
    return hasher(
        weights.length / map.outputs(),
        map.dimension(),
        Map.of("anchors", map.outputs()),
        Map.of(
            "origin", map.origin(),
            "anchors", map.anchors(),
            "centre", map.centre(),
            "spread", new float[] {map.spread()},
            "weights", weights),
        facts);
  }

  @Override
  Rows.Scorer scorer(Saved saved) {
    int d = saved.integer("dimension");
    int anchors = saved.integer("anchors");
    CentredKernel map =
        new CentredKernel(
            saved.array("origin", d),
            saved.array("anchors", (long) anchors * d),
            saved.positive("spread"),
            saved.array("centre", anchors));
    float[] weights = saved.array("weights", (long) saved.integer("bits") * anchors);
    return (x, from, to) -> Dense.product(map.apply(x, from, to), weights);
  }
}
