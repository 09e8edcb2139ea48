import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts the lines of code of each module, without blank lines and comments: everything under
 * {@code src/main} and {@code src/build}, and the templates of pages ({@code docs/*.in.md}). Tests do not
 * count. {@code java src/build/CountLines.java [CHECKOUT [EARLIER_CHECKOUT]]} prints a table; with a second
 * checkout, what changed since then.
 */
final class CountLines {

  public static void main(String[] args) throws IOException {
    Map<String, Integer> now = modules(Path.of(args.length > 0 ? args[0] : ".").toRealPath());
    Map<String, Integer> then = args.length > 1 ? modules(Path.of(args[1]).toRealPath()) : Map.of();
    System.out.println(then.isEmpty() ? "| module | lines |\n|---|---:|"
        : "| module | before | after | change |\n|---|---:|---:|---:|");
    Map<String, Integer> all = new TreeMap<>(then);
    all.putAll(now);
    for (String module : all.keySet()) {
      row(module, then, now.getOrDefault(module, 0), then.getOrDefault(module, 0));
    }
    row("**all**", then, sum(now), sum(then));
  }

  private static void row(String module, Map<String, Integer> then, int after, int before) {
    System.out.println(then.isEmpty() ? String.format("| %s | %,d |", module, after)
        : String.format("| %s | %,d | %,d | %+,d |", module, before, after, after - before));
  }

  private static int sum(Map<String, Integer> lines) {
    return lines.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Map<String, Integer> modules(Path checkout) throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    List<Path> roots;
    try (Stream<Path> folders = Files.list(checkout)) {
      roots = folders.filter(folder -> Files.isDirectory(folder.resolve("src/main"))).toList();
    }
    for (Path root : roots) {
      add(lines, root.getFileName().toString(), root.resolve("src/main"));
      add(lines, root.getFileName().toString(), root.resolve("src/build"));
    }
    add(lines, "src/build", checkout.resolve("src/build"));
    try (Stream<Path> pages = Files.list(checkout.resolve("docs"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".in.md")).toList()) {
        lines.merge("docs (templates)", code(page), Integer::sum);
      }
    }
    return lines;
  }

  private static void add(Map<String, Integer> lines, String module, Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.merge(module, code(file), Integer::sum);
      }
    }
  }

  /** Lines of a text file that hold something else than blanks and comments; 0 for other files. */
  private static int code(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.matches(".*\\.(png|jpg|gz|zip|npy|bin)")) {
      return 0;
    }
    String text = Files.readString(file);
    String bare = switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "java", "js", "css" -> withoutComments(text);
      case "html", "mustache", "xml", "md" -> text.replaceAll("(?s)<!--.*?-->", "");
      case "yaml", "py", "properties", "sh" -> text.replaceAll("(?m)^\\s*#.*$", "");
      default -> text.replaceAll("(?m)^\\s*#.*$", "");
    };
    return (int) bare.lines().filter(line -> !line.isBlank()).count();
  }

  private static String withoutComments(String text) {
    StringBuilder bare = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int end;
      if (text.startsWith("//", at)) {
        end = after(text, "\n", at) - 1;
      } else if (text.startsWith("/*", at)) {
        end = after(text, "*/", at + 2);
      } else if (text.startsWith("\"\"\"", at)) {
        end = literal(text, "\"\"\"", at);
        bare.append(text, at, end);
      } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
        end = literal(text, text.substring(at, at + 1), at);
        bare.append(text, at, end);
      } else {
        end = at + 1;
        bare.append(text.charAt(at));
      }
      at = Math.max(end, at + 1);
    }
    return bare.toString();
  }

  private static int after(String text, String mark, int from) {
    int at = text.indexOf(mark, from);
    return at < 0 ? text.length() + 1 : at + mark.length();
  }

  private static int literal(String text, String quote, int start) {
    int at = start + quote.length();
    while (at < text.length() && !text.startsWith(quote, at)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + quote.length());
  }

  private CountLines() {}
}
