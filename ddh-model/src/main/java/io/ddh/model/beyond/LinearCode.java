package io.ddh.model.beyond;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A binary linear code with 2^dimension words.
 *
 * @param bits length of a word, at most 64
 * @param distance minimum distance of the code
 * @param generators the generator matrix; bit b of a number is column b of the row
 */
record LinearCode(int bits, int distance, List<Long> generators) {
  private static final String TABLE = "codewords.txt";

  /** Returns the number of words. */
  int size() {
    return 1 << generators.size();
  }

  /** Returns a word; bit b of the result is bit b of the word. */
  long word(int number) {
    long word = 0;
    for (int i = 0; i < generators.size(); i++) {
      word ^= (number >> i & 1) == 1 ? generators.get(i) : 0;
    }
    return word;
  }

  /** Returns the smallest code in the table with this word length and at least this many words. */
  static Optional<LinearCode> find(int bits, int words) {
    return table().stream()
        .filter(code -> code.bits == bits && code.size() >= words)
        .min(Comparator.comparingInt(LinearCode::size));
  }

  /** Returns all codes in the table. */
  static List<LinearCode> table() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(LinearCode.class.getResourceAsStream(TABLE)),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(LinearCode::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LinearCode parse(String line) {
    String[] part = line.split(" ");
    boolean cyclic = part[2].equals("cyclic");
    int dimension = Integer.parseInt(part[3]);
    long[] numbers = Arrays.stream(part).skip(4).mapToLong(Long::parseLong).toArray();
    Long[] rows = new Long[dimension];
    for (int i = 0; i < dimension; i++) {
      long row = 0;
      for (int j = 0; j < numbers.length; j++) {
        long rotated = numbers[j] << i | numbers[j] >> (dimension - i);
        row |=
            cyclic
                ? (rotated & ((1L << dimension) - 1)) << j * dimension
                : (numbers[j] >> i & 1) << j;
      }
      rows[i] = row;
    }
    return new LinearCode(Integer.parseInt(part[0]), Integer.parseInt(part[1]), List.of(rows));
  }
}
