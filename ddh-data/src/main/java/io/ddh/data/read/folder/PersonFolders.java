package io.ddh.data.read.folder;

import static java.util.stream.Collectors.toList;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds out which folder in the path of each image names the person shown. The person's folder is
 * the first folder in the path that stands for a person, as in {@code person/image} or {@code
 * person/video/frame}. Folders that don't stand for people are skipped. The skipped folders are a
 * single top-level folder that contains everything, the parts of a divided data set ({@code train}
 * and {@code val}) and groups ({@code male} and {@code female}). The notes ({@link #notes}) name
 * the skipped folders. If folder names are ambiguous, the data set is refused; the user can then
 * set {@code level}.
 */
final class PersonFolders {
  private static final int NAMED = 3;
  private static final int FEW = 3;
  private static final String LEVEL = "level";

  private final String place;
  private final List<List<String>> paths;
  private final int[] at;
  private final String[] part;
  private final String[] prefix;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, SplitFolders.Part> parts = new TreeMap<>();
  private String wrap = "";

  private PersonFolders(String place, List<List<String>> paths) {
    this.place = place;
    this.paths = paths;
    this.at = new int[paths.size()];
    this.part = new String[paths.size()];
    this.prefix = new String[paths.size()];
    Arrays.fill(part, "");
    Arrays.fill(prefix, "");
  }

  /**
   * Finds the person folders.
   *
   * @param place the folder or archive, for error messages
   * @param paths path of each image, split into folder names and file name
   * @param bare empty folders directly below the root; they stand for people without images, unless
   *     their names are names of parts of a data set
   * @param level depth of the person folders, 1 for those directly below the root; 0 to detect it
   * @throws BadInputException if it isn't clear which folders stand for people and which are parts
   *     of a divided data set
   */
  static PersonFolders of(String place, List<List<String>> paths, Set<String> bare, int level) {
    PersonFolders folders = new PersonFolders(place, paths);
    if (level > 0) {
      Arrays.fill(folders.at, level - 1);
    } else {
      folders.find(bare);
    }
    return folders;
  }

  private void find(Set<String> bare) {
    List<Integer> all = IntStream.range(0, paths.size()).boxed().toList();
    boolean people = !bare.stream().allMatch(SplitFolders::isNobody);
    if (!people) {
      wrap = unwrap(all);
      if (!wrap.isEmpty()) {
        notes.add(
            "skipped the outermost folder, which contains everything else: "
                + wrap.substring(0, wrap.length() - 1));
      }
    }
    Map<String, List<Integer>> tops = tops(all);
    List<String> split =
        tops.keySet().stream().filter(t -> SplitFolders.part(t).isPresent()).toList();
    long sides = split.stream().map(PersonFolders::isTrain).distinct().count();
    Set<Optional<SplitFolders.Part>> named =
        tops.keySet().stream().map(SplitFolders::partOfNamed).collect(Collectors.toSet());
    boolean allNamed = named.size() > 1 && !named.contains(Optional.<SplitFolders.Part>empty());
    if (tops.size() > 1 && (split.size() == tops.size() || allNamed)) {
      divided(tops);
    } else if (sides > 1) {
      throw refused(
          named(split)
              + " are parts of a data set, but lie next to "
              + named(rest(tops.keySet(), split)),
          "move them to separate folders, or use the setting " + LEVEL + "=1 if all are people");
    } else {
      grouped(tops, people);
    }
  }

  private static boolean isTrain(String folder) {
    return SplitFolders.part(folder)
        .filter(p -> p == SplitFolders.Part.TRAIN || p == SplitFolders.Part.GALLERY)
        .isPresent();
  }

  /** Returns whether the path of image i has a folder at the current level of the image. */
  private boolean inFolder(int i) {
    return paths.get(i).size() > at[i] + 1;
  }

  /** Moves the current level of some images down by one. */
  private void below(List<Integer> images) {
    images.forEach(i -> at[i]++);
  }

  /**
   * Groups images by their folder at the current level. Images without such a folder are left out.
   */
  private Map<String, List<Integer>> tops(List<Integer> images) {
    return images.stream()
        .filter(this::inFolder)
        .collect(Collectors.groupingBy(i -> paths.get(i).get(at[i]), TreeMap::new, toList()));
  }

  private boolean isDeep(int i) {
    return paths.get(i).size() > at[i] + 2;
  }

  /**
   * Skips each folder that contains nothing except one folder, which in turn contains folders.
   * Returns the path of the skipped folders, ending with /.
   */
  private String unwrap(List<Integer> images) {
    StringBuilder through = new StringBuilder();
    Map<String, List<Integer>> tops = tops(images);
    while (tops.size() == 1) {
      Map.Entry<String, List<Integer>> only = tops.entrySet().iterator().next();
      long deep = only.getValue().stream().filter(this::isDeep).count();
      long direct = only.getValue().size() - deep;
      if (deep == 0 || direct > 0 && direct >= folders(only.getValue()).size()) {
        break; // this is the folder of the only person
      }
      through.append(only.getKey()).append('/');
      below(images);
      tops = tops(images);
    }
    return through.toString();
  }

  /** Returns the names of the folders one level below the current level of some images. */
  private Set<String> folders(List<Integer> images) {
    return images.stream()
        .filter(this::isDeep)
        .map(i -> paths.get(i).get(at[i] + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void divided(Map<String, List<Integer>> tops) {
    List<String> flat =
        tops.entrySet().stream()
            .filter(e -> e.getValue().stream().noneMatch(this::isDeep))
            .map(Map.Entry::getKey)
            .toList();
    if (!flat.isEmpty()) {
      String hold = (flat.size() == 1 ? " contains" : " contain") + " images, not person folders";
      throw refused(
          named(tops.keySet()) + " are parts of a data set, but " + named(flat) + hold,
          tops.size() == flat.size()
              ? "the setting " + LEVEL + "=1 if these are people"
              : "give only " + named(rest(tops.keySet(), flat)) + " as the path");
    }
    Map<String, Set<String>> partsOf = new TreeMap<>();
    List<String> told = new ArrayList<>();
    tops.forEach(
        (top, images) -> {
          parts.put(top, SplitFolders.partOfNamed(top).orElseThrow());
          images.forEach(i -> part[i] = top);
          below(images);
          if (tops(images).keySet().stream().allMatch(SplitFolders::isGeneric)) {
            unwrap(images);
          }
          tops(images)
              .keySet()
              .forEach(p -> partsOf.computeIfAbsent(Nfc.of(p), n -> new HashSet<>()).add(top));
          told.add(top + " (" + images.size() + " images)");
        });
    long several = partsOf.values().stream().filter(in -> in.size() > 1).count();
    note(
        "one data set made of the folders %s: %d people, %d of them in more than one folder;"
            + " the protocol 'given' keeps the folders separate",
        String.join(", ", told), partsOf.size(), several);
  }

  /**
   * Skips folders at the current level that are groups of people or numbered parts. All other
   * folders stand for people.
   *
   * @param more whether this level also has person folders without images
   */
  private void grouped(Map<String, List<Integer>> tops, boolean more) {
    List<Integer> all = tops.values().stream().flatMap(List::stream).toList();
    if (!more && tops.size() < 2 || !all.stream().allMatch(this::isDeep)) {
      nested(tops);
      return;
    }
    if (tops.keySet().stream().allMatch(SplitFolders::isGroup)) {
      boolean again = isAgain(tops);
      for (int i : all) {
        prefix[i] = again ? paths.get(i).get(at[i]) + "/" : "";
        at[i]++;
      }
      notes.add(
          "the people are the folders below "
              + named(tops.keySet())
              + (again
                  ? "; a person's name includes both folders, since some names would otherwise be the"
                      + " same"
                  : ""));
      return;
    }
    if (tops.keySet().stream().allMatch(SplitFolders::isNumbered)) {
      below(all);
      notes.add(
          "the people are the folders below "
              + named(tops.keySet())
              + "; folders of the same name are merged");
      return;
    }
    Set<String> below = folders(all);
    boolean names = below.stream().filter(f -> f.matches("[^0-9]*")).count() * 2 > below.size();
    if (!more && tops.size() <= FEW && below.size() > tops.size() && names) {
      String folders = below.size() + " folders below them, " + named(below);
      throw refused(
          "it is unclear whether the people are " + named(tops.keySet()) + " or the " + folders,
          "the setting " + LEVEL + "=1 chooses the upper folders, " + LEVEL + "=2 the lower ones");
    }
    note(
        "each of the %d folders at the top is taken as a person, with images in folders below it"
            + " (%s); with the setting %s=2, these lower folders are the people",
        tops.size(), named(below), LEVEL);
  }

  private boolean isAgain(Map<String, List<Integer>> tops) {
    Set<String> seen = new HashSet<>();
    return tops.values().stream()
        .anyMatch(images -> folders(images).stream().anyMatch(f -> !seen.add(Nfc.of(f))));
  }

  /**
   * Refuses a data set in which one folder contains folders with the same names as the person
   * folders beside it, because such a folder is probably a part of the data set, not a person.
   */
  private void nested(Map<String, List<Integer>> tops) {
    tops.forEach(
        (top, images) -> {
          Set<String> below = folders(images);
          below.retainAll(rest(tops.keySet(), List.of(top)));
          if (below.size() > 1) {
            throw refused(
                top + " contains folders with the same names as people next to it, " + named(below),
                "move " + top + " elsewhere, or use the setting " + LEVEL + "=1 if it is a person");
          }
        });
  }

  private BadInputException refused(String found, String valid) {
    return new BadInputException(place + ": " + found + "; valid: " + valid);
  }

  private static List<String> rest(Set<String> all, List<String> without) {
    return all.stream().filter(t -> !without.contains(t)).toList();
  }

  private void note(String format, Object... args) {
    notes.add(String.format(Locale.ROOT, format, args));
  }

  private static String named(Collection<String> names) {
    List<String> some = names.stream().limit(NAMED).toList();
    if (names.size() > NAMED) {
      return String.join(", ", some) + ", …";
    }
    int last = some.size() - 1;
    return last < 1
        ? String.join("", some)
        : String.join(", ", some.subList(0, last)) + " and " + some.get(last);
  }

  /**
   * Returns the name of the person shown in image i, or empty if the image is in no person folder.
   */
  Optional<String> person(int i) {
    return inFolder(i)
        ? Optional.of(Nfc.of(prefix[i] + paths.get(i).get(at[i])))
        : Optional.empty();
  }

  /** Returns the number of people with images. */
  int count() {
    return (int)
        IntStream.range(0, paths.size())
            .mapToObj(this::person)
            .flatMap(Optional::stream)
            .distinct()
            .count();
  }

  /**
   * Returns whether the person folders are directly below the root. Person folders without images
   * can be reported only in this case.
   */
  boolean isTop() {
    return Arrays.stream(at).allMatch(n -> n == 0);
  }

  /**
   * Returns the path of the single top-level folder that contains everything, ending with /. The
   * result is empty if there is no such folder.
   */
  String wrap() {
    return wrap;
  }

  /** Returns whether the data set comes with a split in which image i is a query. */
  boolean isQuery(int i) {
    boolean tested = parts.containsValue(SplitFolders.Part.TEST);
    SplitFolders.Part query = tested ? SplitFolders.Part.TEST : SplitFolders.Part.VALIDATION;
    return parts.get(part[i]) == query;
  }

  /**
   * Returns notes for the user. If it isn't obvious which folders stand for people, the notes say
   * which folders were chosen.
   */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
