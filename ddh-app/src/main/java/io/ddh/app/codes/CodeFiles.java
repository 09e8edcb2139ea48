package io.ddh.app.codes;

import io.ddh.app.index.FaceTable;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.npy.NpyCodes;
import io.ddh.retrieval.exchange.FaissIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Files of codes, told apart by how their names end. */
public final class CodeFiles {
  private CodeFiles() {}

  /**
   * {@return whether the ending of the name is that of a file of codes}
   *
   * @param file only its name is looked at
   */
  public static boolean isOne(Path file) {
    return List.of(".ddhc", ".npy", ".faiss").contains(ending(file));
  }

  /** The ending of a name in lower case, with its point; empty: it has none. */
  static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /**
   * Opens a file.
   *
   * @param file a {@code .codes}, {@code .npy} or {@code .faiss} file
   * @param bits code length K; needed for {@code .npy}, where the bytes of a row do not determine
   *     it
   * @param table labels and sources of codes in {@code .npy} or {@code .faiss}
   * @return the codes; the caller closes them
   * @throws BadInputException if it is no file of codes, or damaged
   * @throws IOException if a file can't be read
   */
  public static CodeSource open(Path file, OptionalInt bits, Optional<Path> table)
      throws IOException {
    switch (ending(file)) {
      case ".ddhc" -> {
        if (table.isPresent()) {
          throw new BadInputException(
              table.get() + ": " + file + " has labels and sources of its own");
        }
        return new CodesFileReader(file);
      }
      case ".npy" -> {
        if (bits.isEmpty()) {
          throw new BadInputException(
              file + ": how many bits a code has isn't in it; say it with --bits");
        }
        return listed(file, NpyCodes.read(file, bits), Optional.empty(), table);
      }
      case ".faiss" -> {
        FaissIndex index = FaissIndex.read(file, bits.orElse(0));
        Optional<long[]> ids = index.plain() ? Optional.empty() : Optional.of(index.ids());
        return listed(file, index.codes(), ids, table);
      }
      default ->
          throw new BadInputException(
              file + ": no file of codes; valid: a name ending in .ddhc, .npy or .faiss");
    }
  }

  private static CodeSource listed(
      Path file, BinaryCodes codes, Optional<long[]> ids, Optional<Path> table) throws IOException {
    Optional<FaceTable> faces =
        table.isPresent() ? Optional.of(FaceTable.read(table.get())) : Optional.empty();
    return new ListedCodes(file, codes, ids, faces);
  }
}
