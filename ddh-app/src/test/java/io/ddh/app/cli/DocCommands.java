package io.ddh.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the documentation shows. */
final class DocCommands {
  static final Path ROOT = Path.of("..");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern EXEC_ARGS = Pattern.compile("-Dexec\\.args=\"([^\"]*)\"");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private DocCommands() {}

  /**
   * A command.
   *
   * @param file that shows it
   * @param line as it stands there, without a remark behind it
   * @param block whether it stands in a code block, to be copied, or within a sentence
   */
  record Shown(String file, String line, boolean block) {
    boolean maven() {
      return line.matches("([A-Z_]+=\\S+ )*mvn .*");
    }

    /** What the tool {@code ddh} gets; none if the command is for another. */
    List<String> arguments() {
      Matcher exec = EXEC_ARGS.matcher(line);
      if (maven()) {
        return line.contains("-pl ddh-experiments") && exec.find()
            ? words(exec.group(1))
            : List.of();
      }
      List<String> words = words(line);
      return words.subList(1, words.size());
    }

    @Override
    public String toString() {
      return file + ": " + line;
    }
  }

  /** Words of a command line; quotes hold some together. */
  static List<String> words(String text) {
    List<String> out = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      out.add(word.group(1) == null ? word.group(2).replace("\"", "") : word.group(1));
    }
    return out;
  }

  /**
   * All of README, CONTRIBUTING and docs, but for pages that show commands of long ago as facts.
   */
  static List<Shown> all() throws IOException {
    List<Path> files =
        new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(f -> f.toString().endsWith(".md")).sorted().forEach(files::add);
    }
    List<Shown> out = new ArrayList<>();
    for (Path file : files) {
      out.addAll(in(ROOT.relativize(file).toString(), Files.readString(file)));
    }
    return out;
  }

  /** The commands of a text in Markdown. */
  static List<Shown> in(String file, String text) {
    List<Shown> out = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      block.group(2).lines().forEach(line -> add(out, file, line, true));
    }
    Matcher span = SPAN.matcher(BLOCK.matcher(text).replaceAll(""));
    while (span.find()) {
      add(out, file, span.group(1).replaceAll("\\s*\\R\\s*", " "), false);
    }
    return out;
  }

  private static void add(List<Shown> out, String file, String line, boolean block) {
    String plain = line.replaceFirst("\\s+# .*", "").strip();
    if (plain.matches("(\\S*/)?ddh \\S.*|([A-Z_]+=\\S+ )*mvn \\S.*")) {
      out.add(new Shown(file, plain, block));
    }
  }
}
