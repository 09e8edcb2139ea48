package io.ddh.app.index;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.ImageHasher;
import io.ddh.app.images.QueryHasher;
import io.ddh.app.model.HashModel;
import io.ddh.app.photos.PhotoHasher;
import io.ddh.app.photos.PhotoModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.experiments.registry.Registry;
import io.ddh.retrieval.index.CodeIndex;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Access to the model that computed the codes of an index. The index may contain the model's file;
 * images can then serve as queries without any other file. The index may also contain the model's
 * digest; codes of other models are then refused.
 */
public final class IndexModel {
  /** Key of the note in an index that holds the digest of its model. */
  public static final String DIGEST = "model";

  private IndexModel() {}

  /**
   * {@return the digest of the model that computed the codes of an index; empty if the index does
   * not name it}
   *
   * @param index the opened index
   */
  public static Optional<String> digest(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(DIGEST));
  }

  /**
   * Reads the model that an index contains and prepares it to hash queries.
   *
   * @param file the index file, for messages
   * @param index the opened index
   * @return the hasher of queries
   * @throws BadInputException if the index contains no model, the model is damaged, or networks
   *     that it needs are not on this machine
   */
  public static QueryHasher open(Path file, CodeIndex index) {
    byte[] model = bytes(file, index);
    return PhotoModel.isOne(model)
        ? PhotoHasher.open(PhotoModel.parse(model, file.toString(), Registry.load()))
        : new ImageHasher(HashModel.parse(model, file + " (its model)", Registry.load()));
  }

  /**
   * Reads the model of an index of photos.
   *
   * @param file the index file, for messages
   * @param index the opened index
   * @return the model; empty if the index has no model or is not an index of photos
   * @throws BadInputException if the model is damaged
   */
  public static Optional<PhotoModel> photos(Path file, CodeIndex index) {
    return Optional.of(index)
        .filter(CodeIndex::attached)
        .map(own -> bytes(file, own))
        .filter(PhotoModel::isOne)
        .map(model -> PhotoModel.parse(model, file.toString(), Registry.load()));
  }

  /**
   * Checks that the model in an index is undamaged.
   *
   * @param file the index file, for messages
   * @param index the opened index
   * @throws BadInputException if the index contains no model, or the model is damaged
   */
  public static void check(Path file, CodeIndex index) {
    if (photos(file, index).isEmpty()) {
      HashModel.parse(bytes(file, index), file + " (its model)", Registry.load());
    }
  }

  private static byte[] bytes(Path file, CodeIndex index) {
    byte[] model =
        index
            .attachment()
            .orElseThrow(
                () ->
                    new BadInputException(
                        file
                            + ": was built without a model, so queries must be codes;"
                            + " valid: an index built with --model"));
    String found = Sha256.hex(model);
    if (!digest(index).equals(Optional.of(found))) {
      throw new BadInputException(file + ": damaged (the model in it has digest " + found + ")");
    }
    return model;
  }

  /**
   * Checks that codes can be compared with those of an index. Codes without the digest of a model
   * are accepted.
   *
   * @param file the index file, for messages
   * @param index the opened index
   * @param name name of the codes, for the message
   * @param codes the codes to check
   * @throws BadInputException if the codes come from another model or have another length
   */
  public static void check(Path file, CodeIndex index, String name, CodeSource codes) {
    check(file, digest(index), index.bits(), name, codes);
  }

  /**
   * Checks that codes have the given code length and, if both digests are known, that they come
   * from the model with the given digest.
   */
  static void check(Path file, Optional<String> model, int bits, String name, CodeSource codes) {
    Optional<String> other = codes.model();
    boolean sameModel = model.isEmpty() || other.isEmpty() || model.equals(other);
    if (!sameModel || bits != codes.bits()) {
      throw BadInputException.of(
          "%s: has codes of %d bits from model %s; valid: codes of %d bits from model %s, as in %s",
          name, codes.bits(), other.orElse("(not named)"), bits, model.orElse("(not named)"), file);
    }
  }
}
