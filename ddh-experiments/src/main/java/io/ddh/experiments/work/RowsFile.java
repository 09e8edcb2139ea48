package io.ddh.experiments.work;

import io.ddh.core.BadInputException;
import io.ddh.core.Split;
import io.ddh.experiments.CsvRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells which person each image of a data set shows and how one split uses the image, so that a
 * file of codes can be interpreted without the images. The file is CSV. The file begins with a
 * comment that has the digests of data and split, followed by lines {@code
 * row,person,part,gallery}. The part is {@code train}, {@code validation}, {@code query} or empty;
 * gallery is 1 or 0.
 *
 * @param labels identity number of each row
 * @param query true for query images
 * @param gallery true for gallery images
 */
public record RowsFile(int[] labels, boolean[] query, boolean[] gallery) {
  /**
   * {@return the file of a data set and split}
   *
   * @param work work folder
   * @param dataset name of the data set
   * @param seed run seed of the split
   */
  public static Path file(Path work, String dataset, long seed) {
    return work.resolve(dataset).resolve("rows-s" + seed + ".csv");
  }

  /**
   * Writes how a split uses the rows.
   *
   * @param file file of the data set and split, see {@link #file}
   * @param labels identity number of each row
   * @param split rows for training, validation, queries and gallery
   * @param dataDigest digest of the data set
   * @param splitDigest digest of the split
   * @throws IOException if the file can't be written
   */
  public static void write(
      Path file, int[] labels, Split split, String dataDigest, String splitDigest)
      throws IOException {
    String[] part = new String[labels.length];
    boolean[] gallery = new boolean[labels.length];
    Arrays.fill(part, "");
    Arrays.stream(split.train()).forEach(row -> part[row] = "train");
    Arrays.stream(split.validation()).forEach(row -> part[row] = "validation");
    Arrays.stream(split.query()).forEach(row -> part[row] = "query");
    Arrays.stream(split.gallery()).forEach(row -> gallery[row] = true);
    CsvRows csv = new CsvRows("row", "person", "part", "gallery");
    for (int row = 0; row < labels.length; row++) {
      csv.add(row, labels[row], part[row], gallery[row] ? 1 : 0);
    }
    csv.write(file, comment(dataDigest, splitDigest));
  }

  /**
   * Reads the file.
   *
   * @param file file of the data set and split, see {@link #file}
   * @param dataDigest expected digest of the data set
   * @param splitDigest expected digest of the split
   * @return the contents of the file; empty if it is missing or belongs to other data or another
   *     split
   * @throws BadInputException if the file is damaged
   * @throws IOException if the file can't be read
   */
  public static Optional<RowsFile> read(Path file, String dataDigest, String splitDigest)
      throws IOException {
    Optional<List<String>> found = CsvRows.read(file, comment(dataDigest, splitDigest));
    return found.map(lines -> parse(file, lines));
  }

  private static RowsFile parse(Path file, List<String> lines) {
    int n = lines.size();
    int[] labels = new int[n];
    boolean[] query = new boolean[n];
    boolean[] gallery = new boolean[n];
    for (int row = 0; row < n; row++) {
      String line = lines.get(row);
      String[] fields = line.split(",", -1);
      try {
        if (fields.length != 4 || Integer.parseInt(fields[0]) != row) {
          throw new NumberFormatException();
        }
        labels[row] = Integer.parseInt(fields[1]);
      } catch (NumberFormatException e) {
        String valid = "; valid: " + row + ",<person>,<part>,<0 or 1>";
        throw new BadInputException(file + ": found '" + line + "'" + valid, e);
      }
      query[row] = fields[2].equals("query");
      gallery[row] = fields[3].equals("1");
    }
    return new RowsFile(labels, query, gallery);
  }

  private static String comment(String dataDigest, String splitDigest) {
    return "data " + dataDigest + " split " + splitDigest;
  }
}
