package io.ddh.data.read.folder;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises folder names that divide a data set and name no person: train, val, male, session2.
 */
final class SplitFolders {
  /** Words that may accompany the name of a part, as in {@code train_set} or {@code lfw-test}. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "[0-9]*|sets?|data|dataset|images?|imgs?|faces?|people|persons?|split|part|files"
              + "|crops?|cropped|aligned|bounding|box");

  private static final String GROUPS =
      "male/males/female/females/man/men/woman/women/boy/boys/girl/girls/m/f/actors/actresses";

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(fold|part|split|batch|chunk|shard|subset|session|sess|day|cam|camera)[-_ ]?"
              + "([0-9]{1,4}|[a-z])");

  private SplitFolders() {}

  /** Which part of a divided set a folder is, with the words for it. */
  enum Part {
    TRAIN("train/training/trn/trainval"),
    VALIDATION("val/valid/validation/dev/development/eval/evaluation"),
    TEST("test/testing/tst/query/queries/probe/probes/holdout"),
    GALLERY("gallery");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  private static boolean isIn(String words, String word) {
    return ("/" + words + "/").contains("/" + word + "/");
  }

  /** The part that a name consists of, such as {@code train} or {@code val_images}. */
  static Optional<Part> part(String name) {
    return part(name, 0);
  }

  /** The part in a name that may also contain the set's name, such as {@code lfw-train}. */
  static Optional<Part> partOfNamed(String name) {
    return part(name, 1);
  }

  private static Optional<Part> part(String name, int others) {
    List<String> words =
        List.of(
            name.replaceAll("(?<=\\p{Lower})(?=\\p{Upper})", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?<=[a-z])(set|data|images?)$", " $1")
                .strip()
                .split("[^a-z0-9]+"));
    Set<Part> found = EnumSet.noneOf(Part.class);
    int unknown = 0;
    for (String word : words) {
      String plain = word.replaceAll("[0-9]+$", "");
      Optional<Part> part =
          Arrays.stream(Part.values()).filter(p -> isIn(p.words, plain)).findFirst();
      part.ifPresent(found::add);
      unknown += part.isEmpty() && !BESIDE.matcher(word).matches() ? 1 : 0;
    }
    return found.size() == 1 && unknown <= others
        ? Optional.of(found.iterator().next())
        : Optional.empty();
  }

  /** Whether a name only means that there are images, such as {@code images}. */
  static boolean isGeneric(String name) {
    return BESIDE.matcher(name.toLowerCase(Locale.ROOT)).matches() && !name.matches("[0-9]*");
  }

  /** Whether a folder of that name can't be a person's, even if it is empty. */
  static boolean isNobody(String name) {
    return part(name).isPresent() || isGeneric(name);
  }

  /** Whether a name is that of a group of people, as {@code female}. */
  static boolean isGroup(String name) {
    return isIn(GROUPS, name.toLowerCase(Locale.ROOT));
  }

  /** Whether a name numbers a part of a set in which people come again, as {@code session2}. */
  static boolean isNumbered(String name) {
    return NUMBERED.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
