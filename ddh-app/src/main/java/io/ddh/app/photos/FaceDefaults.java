package io.ddh.app.photos;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Values that were measured on the data set lfw10 with the default networks. They are used where an
 * index's own photos do not provide such values. The file {@code defaults.json} is written by the
 * benchmarks' section {@code rejection}.
 *
 * @param made the command that wrote the file
 * @param data description of the photos, in words
 * @param network name of the network that computes the vectors of faces
 * @param digest SHA-256 of this network's file
 * @param centre mean of the vectors, d floats
 * @param distances rejection distances, one for each method and code length
 */
public record FaceDefaults(
    String made,
    String data,
    String network,
    String digest,
    float[] centre,
    List<Distance> distances) {
  private static final String FILE = "defaults.json";

  /**
   * Distances at which two error rates are equal. The distances were chosen with photos of one
   * group of people, and the errors were counted with photos of a second group; the hasher was
   * fitted on photos of a third group. All values are means over several such divisions of the
   * people.
   *
   * @param method name of the hashing method
   * @param bits code length K
   * @param rejectAbove the rejection distance in bits, for searches of an index
   * @param falseAccept share of searches that accepted a wrong person, in [0, 1]
   * @param falseReject share of searches for known people that rejected them, in [0, 1]
   * @param faces number of faces in the index that was searched
   * @param people number of people whom these faces show
   * @param pairDistance largest distance in bits at which two faces are taken for the same person
   * @param pairAccept share of pairs of different people within this distance, in [0, 1]
   * @param pairReject share of pairs of the same person beyond this distance, in [0, 1]
   */
  public record Distance(
      String method,
      int bits,
      int rejectAbove,
      double falseAccept,
      double falseReject,
      int faces,
      int people,
      int pairDistance,
      double pairAccept,
      double pairReject) {
    /** {@return how the distance was found, in one line} */
    public String origin() {
      return Shown.format(
          "default, measured on lfw10: %.1f %% false accepts, %.1f %% false rejects with %d faces "
              + "of %d other people; the more faces, the more false accepts: see 'ddh index "
              + "calibrate'",
          100 * falseAccept, 100 * falseReject, faces, people);
    }
  }

  /** {@return the defaults that come with this program} */
  public static FaceDefaults load() {
    try (InputStream in = FaceDefaults.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readValue(in, FaceDefaults.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The centre, if it was measured with these networks. */
  Optional<float[]> centre(String networks) {
    return Optional.of(centre).filter(c -> networks.contains(digest));
  }

  /** The rejection distance of a method, if it was measured with these networks. */
  Optional<Distance> distance(String method, int bits, String networks) {
    return distances.stream()
        .filter(d -> networks.contains(digest) && d.method().equals(method) && d.bits() == bits)
        .findFirst();
  }
}
