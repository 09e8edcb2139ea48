package io.ddh.app.photos;

import io.ddh.core.BadInputException;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import java.util.Map;
import java.util.Optional;

/**
 * A hasher that was fitted on the vectors of faces.
 *
 * @param method name of the hashing method
 * @param hasher the fitted hasher
 * @param how the faces on which the hasher was fitted, in one sentence
 */
public record HasherFit(String method, Hasher hasher, String how) {
  static final String ITQ = "itq";
  static final String LSH = "lsh";
  static final String SDH = "sdh";
  static final long SEED = 1;

  /** Smallest number of faces whose mean is a good estimate of the mean of all faces. */
  private static final int ENOUGH = 64;

  /** Refuses an unsuitable request before any photo is read. */
  static void check(PhotoRequest request, boolean labels, int length) {
    String name = name(request, length);
    if (name.equals(SDH) && !labels) {
      throw new BadInputException(
          "--method sdh: needs labels; valid: with --labels folders, if all people to be searched"
              + " for are in the index; for other people, the codes of sdh are worse than random "
              + "projections");
    }
    if (!name.equals(ITQ) && !name.equals(LSH) && !name.equals(SDH)) {
      throw new BadInputException(
          "--method " + name + ": unknown method; valid: itq, lsh, or sdh with labels");
    }
    method(name).checkBits(bits(request), length);
  }

  private static int bits(PhotoRequest request) {
    return request.bits().orElse(PhotoRequest.BITS);
  }

  private static String name(PhotoRequest request, int length) {
    return request.method().orElse(bits(request) > length ? LSH : ITQ);
  }

  private static HashMethod method(String name) {
    return Optional.ofNullable(Registry.load().methods().get(name))
        .orElseThrow(() -> new BadInputException("method '" + name + "' is not on the class path"));
  }

  /**
   * Fits a hasher. ITQ is the default. If the codes have as many bits as the vectors have values,
   * ITQ only rotates the vectors; few faces suffice to find the rotation, but their mean needs more
   * faces. If the codes have more bits than the vectors have values, LSH is the default.
   *
   * @param request method and code length
   * @param sample the faces to fit the hasher on, at least one; for SDH, faces with a label
   * @param centre mean of the vectors that the network computes for many faces; used if the sample
   *     is small; empty if not known
   * @param progress receives the progress
   * @return the fitted hasher
   * @throws BadInputException if the method can't learn codes of this length
   */
  public static HasherFit of(
      PhotoRequest request, VectorSample sample, Optional<float[]> centre, Progress progress) {
    int bits = bits(request);
    boolean few = sample.size() < ENOUGH;
    boolean known = few && centre.isPresent();
    TrainingSet data = known ? sample.around(centre.get()) : sample.trainingSet();
    int dimension = data.features().dimension();
    String name = name(request, dimension);
    HashMethod method = method(name);
    method.checkBits(bits, dimension);
    Settings settings = Settings.of(name, method.defaults(), Map.of());
    long seed = Seeds.derive(SEED, "photos", name, bits);
    Hasher hasher =
        method.configure(method.suited(settings, data.size())).train(data, bits, seed, progress);
    String how =
        Shown.format(
            "%s, %d bits, fitted on %,d of %,d faces", name, bits, sample.size(), sample.seen());
    if (known) {
      how += " around the mean of the faces of lfw10";
    } else if (few) {
      how +=
          ", too few for good codes; once you have more photos, delete the index and build it "
              + "again";
    }
    return new HasherFit(name, hasher, how);
  }
}
