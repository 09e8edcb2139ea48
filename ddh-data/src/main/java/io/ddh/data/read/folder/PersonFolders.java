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
 * Finds the folder in each image's path that names its person. It is the first one, as in {@code
 * person/image} or {@code person/video/frame}, after skipping folders that aren't people: one
 * around everything, the parts of a divided set ({@code train} and {@code val}), groups ({@code
 * male} and {@code female}). The folders skipped are named in {@link #notes}; where names are
 * ambiguous, the set is refused, and the setting {@code level} decides.
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
   * @param place folder or archive, for messages
   * @param paths of the images, in parts
   * @param bare folders at the top that hold nothing at all: people, unless named as parts of a set
   * @param level of the person folders, 1: those at the top; 0: found out
   * @throws BadInputException if the folders can't be told from parts of a divided set
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
            "read through the folder " + wrap.substring(0, wrap.length() - 1) + ", the only one");
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
          named(split) + " are parts of a set, but lie beside " + named(rest(tops.keySet(), split)),
          "move them apart, or " + LEVEL + "=1 if all are people");
    } else {
      grouped(tops, people);
    }
  }

  private static boolean isTrain(String folder) {
    return SplitFolders.part(folder)
        .filter(p -> p == SplitFolders.Part.TRAIN || p == SplitFolders.Part.GALLERY)
        .isPresent();
  }

  /** Whether image i lies in a folder at its level. */
  private boolean inFolder(int i) {
    return paths.get(i).size() > at[i] + 1;
  }

  /** Goes one level down for some images. */
  private void below(List<Integer> images) {
    images.forEach(i -> at[i]++);
  }

  /** The images by their folder at their level; those in none are left out. */
  private Map<String, List<Integer>> tops(List<Integer> images) {
    return images.stream()
        .filter(this::inFolder)
        .collect(Collectors.groupingBy(i -> paths.get(i).get(at[i]), TreeMap::new, toList()));
  }

  private boolean isDeep(int i) {
    return paths.get(i).size() > at[i] + 2;
  }

  /**
   * Skips folders that hold nothing but one folder of folders; returns their path, with a / at its
   * end.
   */
  private String unwrap(List<Integer> images) {
    StringBuilder through = new StringBuilder();
    Map<String, List<Integer>> tops = tops(images);
    while (tops.size() == 1) {
      Map.Entry<String, List<Integer>> only = tops.entrySet().iterator().next();
      long deep = only.getValue().stream().filter(this::isDeep).count();
      long direct = only.getValue().size() - deep;
      if (deep == 0 || direct > 0 && direct >= folders(only.getValue()).size()) {
        break; // the only person
      }
      through.append(only.getKey()).append('/');
      below(images);
      tops = tops(images);
    }
    return through.toString();
  }

  /** The folders below those at the level of some images. */
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
      String hold = (flat.size() == 1 ? " holds" : " hold") + " images, not person folders";
      throw refused(
          named(tops.keySet()) + " are parts of a set, but " + named(flat) + hold,
          tops.size() == flat.size()
              ? LEVEL + "=1 if these are people"
              : "give " + named(rest(tops.keySet(), flat)) + " alone");
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
        "one set of the folders %s: %d people, %d of them in more than one; protocol given keeps"
            + " the folders apart",
        String.join(", ", told), partsOf.size(), several);
  }

  /**
   * Groups of people, or parts that are numbered; else the folders are the people.
   *
   * @param more whether there are people's folders beside them, without images
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
          "people are the folders below "
              + named(tops.keySet())
              + (again ? ", named by both, since names come in more than one" : ""));
      return;
    }
    if (tops.keySet().stream().allMatch(SplitFolders::isNumbered)) {
      below(all);
      notes.add(
          "people are the folders below " + named(tops.keySet()) + "; equal names are one person");
      return;
    }
    Set<String> below = folders(all);
    boolean names = below.stream().filter(f -> f.matches("[^0-9]*")).count() * 2 > below.size();
    if (!more && tops.size() <= FEW && below.size() > tops.size() && names) {
      String folders = below.size() + " folders below, " + named(below);
      throw refused(
          "the people may be " + named(tops.keySet()) + " or the " + folders,
          LEVEL + "=1 takes the former, " + LEVEL + "=2 the latter");
    }
    note(
        "people are the %d folders at the top, whose images lie in folders below (%s); %s=2 takes"
            + " those for people",
        tops.size(), named(below), LEVEL);
  }

  private boolean isAgain(Map<String, List<Integer>> tops) {
    Set<String> seen = new HashSet<>();
    return tops.values().stream()
        .anyMatch(images -> folders(images).stream().anyMatch(f -> !seen.add(Nfc.of(f))));
  }

  /**
   * A folder whose own folders have the same names as the people beside it is a part of the set.
   */
  private void nested(Map<String, List<Integer>> tops) {
    tops.forEach(
        (top, images) -> {
          Set<String> below = folders(images);
          below.retainAll(rest(tops.keySet(), List.of(top)));
          if (below.size() > 1) {
            throw refused(
                top + " holds folders named as people beside it, " + named(below),
                "move it away, or " + LEVEL + "=1 if it is a person");
          }
        });
  }

  private BadInputException refused(String found, String valid) {
    return new BadInputException(place + ": " + found + "; valid: " + valid + " (a setting)");
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

  /** Name of the person of image i; empty: it lies in no person folder. */
  Optional<String> person(int i) {
    return inFolder(i)
        ? Optional.of(Nfc.of(prefix[i] + paths.get(i).get(at[i])))
        : Optional.empty();
  }

  /** How many people there are. */
  int count() {
    return (int)
        IntStream.range(0, paths.size())
            .mapToObj(this::person)
            .flatMap(Optional::stream)
            .distinct()
            .count();
  }

  /** Whether the person folders are at the top; then those without images are reported. */
  boolean isTop() {
    return Arrays.stream(at).allMatch(n -> n == 0);
  }

  /** The folder around everything, with a / behind it; empty: there is none. */
  String wrap() {
    return wrap;
  }

  /** Whether the set comes divided, and image i is one of its queries. */
  boolean isQuery(int i) {
    boolean tested = parts.containsValue(SplitFolders.Part.TEST);
    SplitFolders.Part query = tested ? SplitFolders.Part.TEST : SplitFolders.Part.VALIDATION;
    return parts.get(part[i]) == query;
  }

  /** Lines that say which folders were taken for people, where it isn't obvious. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
