package io.ddh.app.codes;

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
import java.util.Optional;

/** Codes for other tools: a {@code .npy} or {@code .faiss} file, labels and sources as CSV. */
public final class CodesExport {
  private CodesExport() {}

  /**
   * Checks that the ending of a name stands for a format.
   *
   * @param file only its name is looked at
   * @throws BadInputException naming the file
   */
  public static void check(Path file) {
    if (!List.of(".npy", ".faiss").contains(CodeFiles.ending(file))) {
      throw new BadInputException(
          "--export " + file + ": valid: a name that ends in .npy or .faiss");
    }
  }

  /**
   * Writes the codes, and beside them {@code <file>.csv} with {@code row,label,source}.
   *
   * @param codes file of codes to read
   * @param file file to write; its ending names the format
   * @return the CSV
   * @throws IOException if a file can't be read or written
   */
  public static Path write(Path codes, Path file) throws IOException {
    check(file);
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
      if (CodeFiles.ending(file).equals(".npy")) {
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
