package io.ddh.app.codes;

import io.ddh.app.index.FaceTable;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.npy.NpyCodes;
import io.ddh.retrieval.exchange.FaissIndex;
import io.ddh.retrieval.index.Item;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Opens and exports codes files. The ending of the file name tells the format. Files that end in
 * {@code .ddhc} are written by {@code ddh hash}; {@code .npy} and {@code .faiss} files come from
 * other tools and may have labels and sources in a CSV file.
 */
public final class CodeFiles {
  private CodeFiles() {}

  /**
   * {@return whether a file's name has the ending of a codes file}
   *
   * @param file the file; only its name is checked
   */
  public static boolean isOne(Path file) {
    return List.of(".ddhc", ".npy", ".faiss").contains(ending(file));
  }

  /** Returns the ending of a name in lower case, with its dot; empty if the name has none. */
  private static String ending(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /**
   * Opens a codes file.
   *
   * @param file a {@code .ddhc}, {@code .npy} or {@code .faiss} file
   * @param bits code length K; required for {@code .npy}, since the number of bytes per row does
   *     not determine it
   * @param table CSV file with labels and sources for the codes of a {@code .npy} or {@code .faiss}
   *     file; empty if there is none
   * @return the codes; the caller closes them
   * @throws BadInputException if the file is not a codes file or is damaged
   * @throws IOException if a file can't be read
   */
  public static CodeSource open(Path file, OptionalInt bits, Optional<Path> table)
      throws IOException {
    switch (ending(file)) {
      case ".ddhc" -> {
        if (table.isPresent()) {
          throw new BadInputException(
              table.get() + ": can't be used, since " + file + " has its own labels and sources");
        }
        return new CodesFileReader(file);
      }
      case ".npy" -> {
        if (bits.isEmpty()) {
          throw new BadInputException(
              file + ": the file doesn't contain the code length; give it with --bits");
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
              file + ": not a codes file; valid: a name ending in .ddhc, .npy or .faiss");
    }
  }

  private static CodeSource listed(
      Path file, BinaryCodes codes, Optional<long[]> ids, Optional<Path> table) throws IOException {
    Optional<FaceTable> faces =
        table.isPresent() ? Optional.of(FaceTable.read(table.get())) : Optional.empty();
    return new ListedCodes(file, codes, ids, faces);
  }

  /**
   * Checks that the ending of a file's name stands for a format to which codes can be exported.
   *
   * @param file the file; only its name is checked
   * @throws BadInputException if the ending stands for no such format; the message names the file
   */
  public static void checkExport(Path file) {
    if (!List.of(".npy", ".faiss").contains(ending(file))) {
      throw new BadInputException(
          "--export " + file + ": unknown file type; valid: a name ending in .npy or .faiss");
    }
  }

  /**
   * Writes codes in a format of other tools. The labels and sources of the codes are written to
   * {@code <file>.csv}, which has the columns {@code row,label,source}.
   *
   * @param codes codes file to read
   * @param file file to write; its ending names the format
   * @return the CSV file
   * @throws IOException if a file can't be read or written
   */
  public static Path export(Path codes, Path file) throws IOException {
    checkExport(file);
    Path csv = file.resolveSibling(file.getFileName() + ".csv");
    try (CodesFileReader in = new CodesFileReader(codes)) {
      int stride = (in.bits() + Long.SIZE - 1) / Long.SIZE;
      if (in.size() * stride > Integer.MAX_VALUE - 8) {
        throw new BadInputException(codes + ": " + in.size() + " codes are too many to export");
      }
      long[] words = new long[(int) in.size() * stride];
      AtomicFile.write(
          csv,
          out -> {
            BufferedWriter text =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write("row,label,source\n");
            int row = 0;
            for (Optional<Item> item = in.next(); item.isPresent(); item = in.next()) {
              System.arraycopy(item.get().code(), 0, words, row * stride, stride);
              text.write(row + "," + cell(item.get().label()) + "," + cell(item.get().source()));
              text.write('\n');
              row++;
            }
            text.flush();
          });
      BinaryCodes all = new BinaryCodes(in.bits(), words);
      if (ending(file).equals(".npy")) {
        NpyCodes.write(file, all);
      } else {
        FaissIndex.of(all).write(file);
      }
    }
    return csv;
  }

  private static String cell(String text) {
    boolean plain =
        text.equals(text.strip())
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
