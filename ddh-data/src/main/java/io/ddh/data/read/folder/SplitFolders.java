package io.ddh.data.read.folder;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognises the names of folders that divide a data set instead of standing for a person, such as
 * train, val, male or session2.
 */
final class SplitFolders {
  /** Matches words that may accompany the name of a part, as in {@code train_set}. */
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

  /** A part of a divided data set, together with the words for this part in folder names. */
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

  /**
   * Returns the part that a folder name stands for, if the name says nothing else, as in {@code
   * train} or {@code val_images}.
   */
  static Optional<Part> part(String name) {
    return part(name, 0);
  }

  /**
   * Returns the part that a folder name stands for, even if the folder name also contains the name
   * of the data set, as in {@code lfw-train}.
   */
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

  /**
   * Returns whether a folder name, such as {@code images}, only says that the folder contains
   * images.
   */
  static boolean isGeneric(String name) {
    return BESIDE.matcher(name.toLowerCase(Locale.ROOT)).matches() && !name.matches("[0-9]*");
  }

  /** Returns whether a folder name can't be the name of a person, even if the folder is empty. */
  static boolean isNobody(String name) {
    return part(name).isPresent() || isGeneric(name);
  }

  /** Returns whether a folder name, such as {@code female}, stands for a group of people. */
  static boolean isGroup(String name) {
    return isIn(GROUPS, name.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns whether a folder name stands for a numbered part of a data set, such as {@code
   * session2}. The same people may occur in several such parts.
   */
  static boolean isNumbered(String name) {
    return NUMBERED.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }
}
