package io.ddh.app.index;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.experiments.registry.Registry;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that computed the codes of an index. Its file is stored in the index, so that the index
 * can be searched by images without other files; its digest, so that codes of other models are
 * refused.
 */
public final class IndexModel {
  private static final String DIGEST = "model";

  private IndexModel() {}

  /**
   * {@return the digest of the model that computed the codes, if the index has it}
   *
   * @param index the opened index
   */
  public static Optional<String> digest(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(DIGEST));
  }

  /** Stores the digest, without the model: such an index cannot be searched by images. */
  static void note(IndexBuilder builder, String digest) {
    builder.note(DIGEST, digest);
  }

  /**
   * Reads the model in an index.
   *
   * @param file of the index, for messages
   * @param index the opened index
   * @return the model
   * @throws BadInputException if there is none, or it is damaged
   * @throws IOException if a file can't be read
   */
  public static HashModel read(Path file, CodeIndex index) throws IOException {
    Optional<InputStream> content = index.attachment();
    if (content.isEmpty()) {
      throw new BadInputException(
          file
              + ": was built without a model, so it can be searched by codes only; valid: build it with"
              + " --model");
    }
    byte[] model;
    try (InputStream in = content.get()) {
      model = in.readAllBytes();
    }
    String found = Sha256.hex(model);
    if (!digest(index).equals(Optional.of(found))) {
      throw new BadInputException(file + ": damaged (the model in it has digest " + found + ")");
    }
    return HashModel.parse(model, file + " (its model)", Registry.load());
  }

  /**
   * Checks that codes can be compared with those of an index. Codes without the digest of a model
   * are accepted.
   *
   * @param file of the index, for messages
   * @param index the opened index
   * @param name of the codes, for the message
   * @param codes the codes
   * @throws BadInputException if they are another model's, or of another length
   */
  public static void check(Path file, CodeIndex index, String name, CodeSource codes) {
    check(file.toString(), digest(index), index.bits(), name, codes.model(), codes.bits());
  }

  static void check(
      String file,
      Optional<String> model,
      int bits,
      String name,
      Optional<String> other,
      int otherBits) {
    boolean sameModel = model.isEmpty() || other.isEmpty() || model.equals(other);
    if (!sameModel || bits != otherBits) {
      throw BadInputException.of(
          "%s: codes of %d bits by model %s; valid: %d bits by model %s, as in %s",
          name, otherBits, other.orElse("(not named)"), bits, model.orElse("(not named)"), file);
    }
  }
}
