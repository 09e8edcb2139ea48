package io.ddh.data.split;

import io.ddh.core.BadInputException;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The split protocols by name. The first two follow Lin, Li, Tang, IJCAI 2017, §4.1.
 *
 * <ul>
 *   <li>{@code youtube-faces}: for each person, {@code train} images chosen at random are training
 *       images and {@code queries} other images are queries; the person's remaining images are not
 *       used
 *   <li>{@code facescrub}: for each person, {@code queries} images chosen at random are queries,
 *       and the rest are training images; this protocol also suits other data sets with a folder
 *       per person
 *   <li>{@code unseen-identity}: a share {@code train-people} of the people is chosen at random,
 *       and all of their images are training images; for each of the other people, {@code queries}
 *       images are queries and the rest belong to the gallery
 *   <li>{@code given}: the data set itself says which images are training images and which are
 *       queries; {@code queries} is the number of query images to choose at random, with the same
 *       number for each identity, or 0 to use all
 * </ul>
 *
 * In each protocol, a share {@code validation} of the training images is set aside for validation.
 * Except in {@code unseen-identity}, the gallery consists of all training images, including those
 * set aside.
 */
public final class SplitProtocols {
  private static final String YOUTUBE_FACES = "youtube-faces";
  private static final String FACESCRUB = "facescrub";
  private static final String UNSEEN_IDENTITY = "unseen-identity";
  private static final String GIVEN = "given";
  private static final int MANY = 1_000_000;

  private SplitProtocols() {}

  /** {@return the names of all protocols} */
  public static List<String> names() {
    return List.of(YOUTUBE_FACES, FACESCRUB, UNSEEN_IDENTITY, GIVEN);
  }

  /**
   * {@return every setting of a protocol with its default}
   *
   * @param name the protocol's name
   * @throws BadInputException if there is no such protocol
   */
  public static Map<String, Object> defaults(String name) {
    return switch (name) {
      case YOUTUBE_FACES -> Map.of("train", 40, "queries", 5, "validation", 0.1);
      case FACESCRUB -> Map.of("queries", 5, "validation", 0.1);
      case UNSEEN_IDENTITY -> Map.of("train-people", 0.5, "queries", 5, "validation", 0.1);
      case GIVEN -> Map.of("queries", 0, "validation", 0.1);
      default -> throw unknown(name);
    };
  }

  /**
   * {@return a protocol with its settings}
   *
   * @param name the protocol's name
   * @param settings the protocol's settings
   * @throws BadInputException if there is no such protocol or a setting is out of range
   */
  public static SplitProtocol of(String name, Settings settings) {
    if (!names().contains(name)) {
      throw unknown(name);
    }
    int queries = settings.integer("queries", name.equals(GIVEN) ? 0 : 1, MANY);
    double validation = settings.real("validation", 0, 0.9);
    return switch (name) {
      case YOUTUBE_FACES ->
          new ClosedSetSplit(name, settings.integer("train", 1, MANY), queries, validation);
      case FACESCRUB -> new ClosedSetSplit(name, ClosedSetSplit.ALL, queries, validation);
      case GIVEN -> new GivenListsSplit(name, queries, validation);
      default ->
          new UnseenIdentitySplit(name, settings.real("train-people", 0, 1), queries, validation);
    };
  }

  /**
   * {@return a protocol without queries, in which all images of people with two or more images are
   * training images}
   *
   * @param validation share of the training images that is set aside for validation
   */
  public static SplitProtocol everything(double validation) {
    return new ClosedSetSplit("all images", ClosedSetSplit.ALL, 0, validation);
  }

  private static BadInputException unknown(String name) {
    return new BadInputException(
        "unknown protocol '" + name + "'; valid: " + String.join(", ", names()));
  }

  /**
   * {@return the SHA-256, in lower-case hex, of the row numbers for training, validation, query and
   * gallery} Equal splits have equal digests, even if different protocols made them.
   *
   * @param split the split
   */
  public static String digest(Split split) {
    MessageDigest sha = Seeds.sha256();
    for (int[] rows : List.of(split.train(), split.validation(), split.query(), split.gallery())) {
      ByteBuffer bytes = ByteBuffer.allocate((rows.length + 1) * Integer.BYTES);
      bytes.asIntBuffer().put(rows.length).put(rows);
      sha.update(bytes);
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
