package io.ddh.app.index;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.experiments.registry.Registry;
import io.ddh.retrieval.index.CodeIndex;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The model that computed the codes of an index. Its file is stored in the index, so that the index
 * can be searched by images without other files; its digest, so that codes of other models are
 * refused.
 */
public final class IndexModel {
  static final String DIGEST = "model";

  private IndexModel() {}

  /**
   * {@return the digest of the model that computed the codes, if the index has it}
   *
   * @param index the opened index
   */
  public static Optional<String> digest(CodeIndex index) {
    return Optional.ofNullable(index.notes().get(DIGEST));
  }

  /**
   * Reads the model in an index.
   *
   * @param file of the index, for messages
   * @param index the opened index
   * @return the model
   * @throws BadInputException if there is none, or it is damaged
   */
  public static HashModel read(Path file, CodeIndex index) {
    byte[] model =
        index
            .attachment()
            .orElseThrow(
                () ->
                    new BadInputException(
                        file
                            + ": was built without a model, so it can be searched by codes only;"
                            + " valid: build it with --model"));
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
    check(file, digest(index), index.bits(), name, codes);
  }

  /** The same with a model's digest and code length. */
  static void check(Path file, Optional<String> model, int bits, String name, CodeSource codes) {
    Optional<String> other = codes.model();
    boolean sameModel = model.isEmpty() || other.isEmpty() || model.equals(other);
    if (!sameModel || bits != codes.bits()) {
      throw BadInputException.of(
          "%s: codes of %d bits by model %s; valid: %d bits by model %s, as in %s",
          name, codes.bits(), other.orElse("(not named)"), bits, model.orElse("(not named)"), file);
    }
  }
}
