package io.ddh.data.read.form;

import static java.util.stream.Collectors.joining;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Reason;
import io.ddh.core.Specificity;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.folder.IgnoredFiles;
import io.ddh.data.read.folder.ImageListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Detects the form of the data set in a file or folder by calling {@link DatasetReader#recognize}
 * of every reader. Readers are called in order of their forms, the most narrowly defined form
 * first. No image is decoded, and at most {@value ListedCandidate#MOST_FILES} file names are
 * considered, so detection takes a few seconds at most.
 */
public final class FormDetector {
  private FormDetector() {}

  /**
   * Detects the form with all readers on the class path.
   *
   * @param path the file or folder
   * @return the forms that fit
   * @throws BadInputException if the path doesn't exist or nothing in it can be read
   */
  public static Detection detect(Path path) {
    return detect(path, ServiceLoader.load(DatasetReader.class));
  }

  /**
   * Detects the form with the given readers.
   *
   * @param path the file or folder
   * @param readers the readers to try
   * @return the forms that fit
   * @throws BadInputException if the path doesn't exist or nothing in it can be read
   */
  public static Detection detect(Path path, Iterable<DatasetReader> readers) {
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + FileNames.missing(path));
    }
    Candidate candidate;
    try {
      candidate = ListedCandidate.at(path);
    } catch (IOException e) {
      throw new BadInputException(path + ": can't be read: " + Reason.of(e), e);
    }
    List<DetectedForm> fitting = new ArrayList<>();
    Optional<String> near = Optional.empty();
    List<DatasetReader> narrowestFirst = new ArrayList<>();
    readers.forEach(narrowestFirst::add);
    narrowestFirst.sort(
        Comparator.comparing(DatasetReader::specificity).thenComparing(DatasetReader::form));
    for (DatasetReader reader : narrowestFirst) {
      FormMatch match = match(reader, candidate);
      if (match.fit() == FormMatch.Fit.YES) {
        Map<String, Object> settings = new TreeMap<>(match.settings());
        settings.putIfAbsent("path", path.toString());
        fitting.add(
            new DetectedForm(reader.form(), reader.specificity(), settings, match.reason()));
      } else if (match.fit() == FormMatch.Fit.NEAR && near.isEmpty()) {
        near = Optional.of(match.reason());
      }
    }
    String reason = fitting.isEmpty() ? near.orElseGet(() -> whyNot(candidate)) : tie(fitting);
    return new Detection(path, List.copyOf(fitting), reason, candidate.whole());
  }

  /**
   * Returns an error message if several forms are equally narrow, or empty if one form is narrower
   * than all others.
   */
  private static String tie(List<DetectedForm> fitting) {
    Specificity narrowest = fitting.get(0).specificity();
    List<DetectedForm> tied =
        fitting.stream().filter(form -> form.specificity() == narrowest).toList();
    return tied.size() == 1
        ? ""
        : tied.stream()
            .map(form -> form.form() + " (" + form.reason() + ")")
            .collect(joining(" and ", "several forms fit: ", "; choose one with --form"));
  }

  /**
   * Checks whether a candidate has the form of one reader. A file that begins like a file of this
   * form but is truncated or damaged is reported as a near match.
   */
  private static FormMatch match(DatasetReader reader, Candidate candidate) {
    try {
      return reader.recognize(candidate);
    } catch (BadInputException e) {
      String message = String.valueOf(e.getMessage());
      String place = candidate.path() + ": ";
      return FormMatch.near(
          message.startsWith(place) ? message.substring(place.length()) : message);
    } catch (IOException e) {
      String reason = Reason.of(e);
      boolean said = reason.contains("truncated") || reason.contains("damaged");
      return FormMatch.near(said ? reason : "damaged or truncated: " + reason);
    }
  }

  /**
   * Explains in one line why no form fits. The line says what the file or folder contains instead
   * of images.
   */
  private static String whyNot(Candidate candidate) {
    if (candidate.kind() == Candidate.Kind.FILE) {
      return KnownContent.reason(candidate.path(), candidate.head());
    }
    String what = candidate.kind() == Candidate.Kind.FOLDER ? "folder" : "archive";
    List<String> names = candidate.names();
    if (names.isEmpty()) {
      return "an empty " + what + "; expected images in person folders: person/image.jpg";
    }
    if (names.stream().anyMatch(name -> name.endsWith("data.pkl"))) {
      return "a PyTorch file; save its images and labels with numpy.savez";
    }
    long loose = names.stream().filter(ImageEndings::isOne).count();
    if (loose > 0) {
      return loose + " images, but none in a person folder; expected person/image.jpg";
    }
    Map<String, Long> endings =
        names.stream()
            .collect(Collectors.groupingBy(ImageEndings::of, TreeMap::new, Collectors.counting()));
    Optional<Map.Entry<String, Long>> known =
        endings.entrySet().stream()
            .filter(e -> KnownContent.byEnding(e.getKey()).isPresent())
            .max(Map.Entry.comparingByValue());
    if (known.isPresent()) {
      return whyNot(what, known.get(), names);
    }
    String found = IgnoredFiles.kinds(endings);
    return "no images in this " + what + "; found " + found + "; expected person/image.jpg";
  }

  /**
   * Returns a message about files of a known kind that can't be read as part of a folder or
   * archive. If a folder contains a data set in a single file, the user is told to give that file
   * as the path.
   */
  private static String whyNot(String what, Map.Entry<String, Long> kind, List<String> names) {
    String ending = kind.getKey();
    String one =
        names.stream().filter(n -> ImageEndings.of(n).equals(ending)).findFirst().orElse("");
    if (List.of("zip", "tar", "gz", "tgz", "xz", "mat", "npz", "npy").contains(ending)) {
      String some = kind.getValue() > 1 ? kind.getValue() + " files such as " : "";
      String help = what.equals("folder") ? "give that file as the path" : "unpack it first";
      return "no images in this " + what + ", but " + some + one + "; " + help;
    }
    String reason = KnownContent.byEnding(ending).orElse("");
    return "no images in this " + what + ", but " + kind.getValue() + " ." + ending + ": " + reason;
  }

  /**
   * A candidate whose files are listed only once, so that all readers share the list.
   *
   * @param names names of at most {@link #MOST_FILES} files
   * @param images the image files among these files
   */
  private record ListedCandidate(
      Path path, Kind kind, byte[] head, List<String> names, boolean whole, List<String> images)
      implements Candidate {
    /** Maximum number of file names that are listed. */
    static final int MOST_FILES = 50_000;

    static ListedCandidate at(Path path) throws IOException {
      boolean folder = Files.isDirectory(path);
      byte[] head = folder ? new byte[0] : KnownContent.head(path);
      boolean zip = new String(head, StandardCharsets.ISO_8859_1).startsWith("PK\3\4");
      if (!folder && !zip && !(KnownContent.isTar(head) && KnownContent.holdsTar(path))) {
        return new ListedCandidate(path, Kind.FILE, head, List.of(), true, List.of());
      }
      try (FileTree tree = FileTree.open(path, "expected images", MOST_FILES)) {
        List<String> names = tree.files().stream().map(FileTree.Entry::path).toList();
        List<String> images = names.stream().filter(ImageEndings::isOne).toList();
        if (images.isEmpty()) {
          images = ImageListing.of(tree).stream().map(FileTree.Entry::path).toList();
        }
        Kind kind = folder ? Kind.FOLDER : Kind.ARCHIVE;
        return new ListedCandidate(path, kind, head, names, tree.listing().isWhole(), images);
      }
    }

    @Override
    public byte[] head() {
      return head.clone();
    }
  }
}
