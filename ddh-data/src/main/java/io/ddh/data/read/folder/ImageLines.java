package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.core.Shown;
import io.ddh.data.read.TextFiles;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.Limits;
import io.ddh.data.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text file that lists images. {@link ImageStream#listed} describes its format.
 *
 * @param file the text file
 * @param labels the name of the person shown, for each path as it is written in the file; the paths
 *     are in the order of the file
 */
record ImageLines(Path file, Map<String, String> labels) {
  private static final String VALID =
      "each line must hold the path of an image, optionally followed by a tab, comma or space and"
          + " one label";

  /** Matches a path with the extension of an image, followed by a label. */
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?i)(.+?\\.(?:jpe?g|jpe|jfif|png|bmp|p[gpn]m|tiff?|webp|gif|heic|avif))\\s*([\\s,;])\\s*(.+)");

  private static final Pattern NUMBERS = Pattern.compile("\\S+([\\s,;]+[-+0-9.]+)+");

  /** Matches a header: a first line that names the columns. */
  private static final Pattern HEAD =
      Pattern.compile("(?i)(path|file|filename|file_name|image|name)([\\t,; ].*)?");

  static ImageLines read(Path file) throws IOException {
    byte[] bytes = TextFiles.bytes(file, "a list of images");
    List<String> lines = PlainText.lines(file.toString(), bytes);
    Map<String, String> labels = new LinkedHashMap<>();
    List<Integer> wrong = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || i == 0 && HEAD.matcher(line).matches()) {
        continue;
      }
      Optional<Listed> listed = parse(file, line);
      boolean there = listed.isPresent() && isThere(file, listed.get().path());
      if (line.startsWith("#")
          && !there) { // a comment, unless there is a file whose name begins with #
        continue;
      }
      if (listed.isEmpty()) {
        wrong.add(i);
      } else if (labels.put(listed.get().path(), Nfc.of(listed.get().label())) != null) {
        throw new BadInputException(
            file + ":" + (i + 1) + ": " + listed.get().path() + " occurs twice");
      }
    }
    if (!wrong.isEmpty()) {
      throw unreadable(file, lines.get(wrong.get(0)), wrong, labels.size());
    }
    if (labels.isEmpty()) {
      throw new BadInputException(file + ": lists no images; " + VALID);
    }
    return new ImageLines(file, labels);
  }

  private static BadInputException unreadable(
      Path file, String first, List<Integer> wrong, int right) {
    int all = wrong.size() + right;
    String others = wrong.size() > 1 ? ", and neither can " + (wrong.size() - 1) + " others" : "";
    String found = right == 0 ? "none of " + all + " lines can be read" : "can't be read" + others;
    return BadInputException.of(
        "%s:%d: %s: '%s'; %s", file, wrong.get(0) + 1, found, Shown.text(first), VALID);
  }

  /** The path and label of a line; the label may be empty. */
  private record Listed(String path, String label) {}

  private static Optional<Listed> parse(Path file, String line) {
    int tab = line.indexOf('\t');
    String path = unquoted(tab < 0 ? line : line.substring(0, tab));
    if (tab >= 0) {
      String label = unquoted(line.substring(tab + 1));
      return label.indexOf('\t') < 0 ? checked(file, path, label) : Optional.empty();
    }
    Matcher parts = LABELLED.matcher(line.replaceFirst("^\"([^\"]*)\"", "$1"));
    if (!parts.matches() || isThere(file, path)) {
      return checked(file, path, "");
    }
    String rest = parts.group(3).strip();
    String label = unquoted(rest);
    boolean columns = !parts.group(2).isBlank() && rest.contains(parts.group(2));
    boolean more =
        columns && rest.equals(label)
            || NUMBERS.matcher(label).matches()
            || ImageEndings.isOne(label);
    return more ? Optional.empty() : checked(file, unquoted(parts.group(1)), label);
  }

  /** Returns a path and a label, or empty if the path isn't the path of an image. */
  private static Optional<Listed> checked(Path file, String path, String label) {
    boolean image = ImageEndings.isOne(path) || isThere(file, path);
    return path.isEmpty() || path.length() > Limits.NAME || !image
        ? Optional.empty()
        : Optional.of(new Listed(path, label));
  }

  private static boolean isThere(Path file, String path) {
    return !path.isEmpty() && FileNames.find(file.toAbsolutePath().getParent(), path).isPresent();
  }

  private static String unquoted(String text) {
    String plain = text.strip();
    boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
    return quoted ? plain.substring(1, plain.length() - 1).strip() : plain;
  }

  FileTree tree() {
    FileTree tree = FileTree.listed(file, List.copyOf(labels.keySet()));
    if (tree.files().isEmpty()) {
      throw BadInputException.of(
          "%s: none of %d files can be read; the first: %s; relative paths start at the folder of"
              + " the list; %s",
          file, labels.size(), tree.problems().get(0), VALID);
    }
    return tree;
  }

  FaceList faces(FileTree tree) {
    List<FaceList.Face> faces =
        tree.files().stream()
            .map(file -> new FaceList.Face(file, file.path(), labels.get(file.path())))
            .toList();
    List<String> problems = tree.problems().stream().map(FileTree.Problem::toString).toList();
    return new FaceList(labels.values(), faces, IgnoredFiles.NONE, problems, Map.of(), List.of());
  }
}
