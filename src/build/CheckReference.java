import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a module's reference scripts again and compares what they make with what is committed.
 *
 * <p>{@code java CheckReference.java MODULE PYTHON OCTAVE [update]}: each script {@code NAME.py} or
 * {@code NAME.m} in {@code MODULE/src/test/reference} is called with the path of a file to write,
 * and that file must equal {@code MODULE/src/test/resources/reference/NAME.txt}: the same words,
 * numbers to 1e-9 of their size. With {@code update} the new file replaces the old one instead.
 * Files that begin with {@code _} are no scripts. Started by {@code mvn -Preference}.
 */
public final class CheckReference {
  private static final double TOLERANCE = 1e-9;

  /** A number counts as at least this share of the largest one of its line: sums cancel. */
  private static final double FLOOR = 1e-3;

  private static final int SHOWN = 10;

  private final Path module;
  private final String python;
  private final String octave;
  private final boolean update;

  private CheckReference(Path module, String python, String octave, boolean update) {
    this.module = module;
    this.python = python;
    this.octave = octave;
    this.update = update;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean update = args.length > 3 && args[3].equals("update");
    List<String> problems =
        new CheckReference(Path.of(args[0]), args[1], args[2], update).problems();
    for (String problem : problems) {
      System.err.println("reference: " + problem);
    }
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private List<String> problems() throws IOException, InterruptedException {
    Path folder = module.resolve("src/test/reference");
    List<String> out = new ArrayList<>();
    List<Path> scripts;
    if (!Files.isDirectory(folder)) {
      return List.of(folder + " is missing; this module asks for the reference check");
    }
    try (Stream<Path> files = Files.list(folder)) {
      scripts = files.filter(CheckReference::isScript).sorted().toList();
    }
    if (scripts.isEmpty()) {
      out.add("no script in " + folder);
    }
    Path made = Files.createDirectories(module.resolve("target/reference"));
    for (Path script : scripts) {
      String name = script.getFileName().toString().replaceAll("\\.(py|m)$", ".txt");
      Path fresh = made.resolve(name).toAbsolutePath();
      Path kept = module.resolve("src/test/resources/reference").resolve(name);
      Files.deleteIfExists(fresh);
      String failure = run(script, fresh);
      if (!failure.isEmpty()) {
        out.add(failure);
      } else if (update) {
        Files.createDirectories(kept.getParent());
        Files.copy(fresh, kept, StandardCopyOption.REPLACE_EXISTING);
      } else if (!Files.exists(kept)) {
        out.add(kept + " is missing; -Dreference.mode=update writes it");
      } else {
        compare(kept, fresh, out);
      }
    }
    return out;
  }

  private static boolean isScript(Path file) {
    return file.getFileName().toString().matches("[^_.].*\\.(py|m)");
  }

  /** Returns what went wrong, or an empty text. */
  private String run(Path script, Path target) throws IOException, InterruptedException {
    boolean isPython = script.toString().endsWith(".py");
    String program = isPython ? python : octave;
    List<String> command = new ArrayList<>(List.of(program));
    if (!isPython) {
      command.addAll(List.of("--quiet", "--no-init-file"));
    }
    command.add(script.toAbsolutePath().toString());
    command.add(target.toString());
    String hint =
        String.format(
            "; %s says what it needs, -Dreference.%s=PROGRAM chooses another program",
            script.resolveSibling("README.md"), isPython ? "python" : "octave");
    File log = module.resolve("target/reference").resolve(script.getFileName() + ".log").toFile();
    Process process;
    try {
      process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    } catch (IOException e) {
      return "cannot start '" + program + "' for " + script + hint;
    }
    int code = process.waitFor();
    if (code == 0 && Files.exists(target)) {
      return "";
    }
    String said = Files.readString(log.toPath(), StandardCharsets.UTF_8).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    return script + " ended with exit code " + code + ": " + last + hint;
  }

  private static void compare(Path kept, Path fresh, List<String> out) throws IOException {
    List<String> old = Files.readAllLines(kept, StandardCharsets.UTF_8);
    List<String> now = Files.readAllLines(fresh, StandardCharsets.UTF_8);
    if (old.size() != now.size()) {
      out.add(kept + " has " + old.size() + " lines, the script makes " + now.size());
    }
    int differing = 0;
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      String difference = difference(old.get(i), now.get(i));
      if (!difference.isEmpty() && ++differing <= SHOWN) {
        out.add(kept + " line " + (i + 1) + ": " + difference);
      }
    }
    if (differing > SHOWN) {
      out.add(kept + ": " + (differing - SHOWN) + " more lines differ");
    }
  }

  private static String difference(String old, String now) {
    String[] a = old.split("\\s+", -1);
    String[] b = now.split("\\s+", -1);
    if (a.length != b.length) {
      return "found " + b.length + " words, expected " + a.length;
    }
    double largest = 0;
    for (String word : a) {
      double v = number(word);
      largest = Double.isFinite(v) ? Math.max(largest, Math.abs(v)) : largest;
    }
    for (int i = 0; i < a.length; i++) {
      double v = number(a[i]);
      double w = number(b[i]);
      double size = Math.max(Math.max(Math.abs(v), Math.abs(w)), FLOOR * largest);
      if (!a[i].equals(b[i]) && !(Math.abs(v - w) <= TOLERANCE * size)) {
        return "word " + (i + 1) + ": found " + b[i] + ", expected " + a[i];
      }
    }
    return "";
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
