package io.ddh.data.read.form;

import io.ddh.core.Candidate;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.folder.IgnoredFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Explains why no form fits a file or folder: what it holds instead of images. */
final class WhyNot {
  private WhyNot() {}

  static String reason(Candidate candidate) {
    if (candidate.kind() == Candidate.Kind.FILE) {
      return KnownContent.reason(candidate.path(), candidate.head());
    }
    String what = candidate.kind() == Candidate.Kind.FOLDER ? "folder" : "archive";
    List<String> names = candidate.names();
    if (names.isEmpty()) {
      return "an empty " + what + "; expected images in person folders: person/image.jpg";
    }
    if (names.stream().anyMatch(name -> name.endsWith("data.pkl"))) {
      return "a file of PyTorch; save its images and labels with numpy.savez";
    }
    long loose = names.stream().filter(ImageEndings::isOne).count();
    if (loose > 0) {
      return loose + " images, none in a folder of its person; expected person/image.jpg";
    }
    Map<String, Long> endings =
        names.stream()
            .collect(Collectors.groupingBy(ImageEndings::of, TreeMap::new, Collectors.counting()));
    Optional<Map.Entry<String, Long>> known =
        endings.entrySet().stream()
            .filter(e -> KnownContent.byEnding(e.getKey()).isPresent())
            .max(Map.Entry.comparingByValue());
    if (known.isPresent()) {
      return of(what, known.get(), names);
    }
    String found = IgnoredFiles.kinds(endings);
    return "no images in this " + what + "; found " + found + "; expected person/image.jpg";
  }

  /**
   * A message about files of a known kind that isn't read. If the folder holds a data set in a
   * single file, the user is told to give that file as the path.
   */
  private static String of(String what, Map.Entry<String, Long> kind, List<String> names) {
    String ending = kind.getKey();
    String one =
        names.stream().filter(n -> ImageEndings.of(n).equals(ending)).findFirst().orElse("");
    if (List.of("zip", "tar", "gz", "tgz", "xz", "mat", "npz", "npy").contains(ending)) {
      String some = kind.getValue() > 1 ? kind.getValue() + " files such as " : "";
      String help = what.equals("folder") ? "give that as the path" : "unpack it first";
      return "no images in this " + what + ", but " + some + one + "; " + help;
    }
    String reason = KnownContent.byEnding(ending).orElse("");
    return "no images in this " + what + ", but " + kind.getValue() + " ." + ending + ": " + reason;
  }
}
