package io.ddh.model.beyond;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Seeds;
import io.ddh.model.LossTask;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One word of ±1 for each person. The words are drawn by the training's seed from a linear code of
 * the table; where the table has no code, from all words.
 */
final class Codewords {
  private Codewords() {}

  /**
   * Draws one word per person. Their minimum distance and their origin are written to the facts.
   *
   * @param row name of the row, for messages
   * @return the words, M×K values of ±1, row-major
   * @throws BadInputException if there are more people than words
   */
  static float[] draw(String row, LossTask task) {
    int bits = task.bits();
    int people = task.data().identities();
    if (bits < 31 && people > 1 << bits) {
      throw BadInputException.of(
          "%s: %d bits have %d words, too few for %d people; use more bits",
          row, bits, 1 << bits, people);
    }
    SplittableRandom random = new SplittableRandom(Seeds.derive(task.seed(), "codewords"));
    Optional<LinearCode> code = LinearCode.find(bits, people);
    float[] signs =
        code.map(c -> words(c, people, random)).orElseGet(() -> any(bits, people, random));
    int distance = distance(BinaryCodes.ofSigns(bits, signs));
    task.facts().put("codewords", code.isPresent() ? "code of the table" : "random");
    task.facts().put("codeword_distance", distance);
    if (code.isEmpty()) {
      task.progress()
          .report(
              "no code for "
                  + people
                  + " people and "
                  + bits
                  + " bits is in the table; the words"
                  + " are random, their smallest distance is "
                  + distance,
              0,
              0);
    }
    return signs;
  }

  private static float[] words(LinearCode code, int people, SplittableRandom random) {
    int[] numbers = random.ints(0, code.size()).distinct().limit(people).toArray();
    float[] out = new float[people * code.bits()];
    for (int i = 0; i < out.length; i++) {
      out[i] = 2 * (code.word(numbers[i / code.bits()]) >> i % code.bits() & 1) - 1;
    }
    return out;
  }

  /** Returns different random words. */
  private static float[] any(int bits, int people, SplittableRandom random) {
    Set<String> seen = new HashSet<>();
    float[] out = new float[people * bits];
    while (seen.size() < people) {
      StringBuilder word = new StringBuilder();
      int at = seen.size() * bits;
      for (int k = 0; k < bits; k++) {
        int bit = random.nextInt(2);
        word.append(bit);
        out[at + k] = 2 * bit - 1;
      }
      seen.add(word.toString());
    }
    return out;
  }

  private static int distance(BinaryCodes words) {
    int least = words.bits();
    for (int i = 0; i < words.size(); i++) {
      for (int j = 0; j < i; j++) {
        least = Math.min(least, words.distance(i, words, j));
      }
    }
    return least;
  }
}
