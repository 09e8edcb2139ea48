import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes docs/quality/mutation.md or coverage.md from what PIT and JaCoCo left in the modules.
 *
 * <p>{@code java QualityPages.java ROOT mutation|coverage}. Started by {@code mvn -Pmutation} and
 * {@code mvn -Pcoverage}. Modules that were not measured this time are left out, and so named.
 */
public final class QualityPages {
  private final Path root;

  private QualityPages(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws IOException {
    QualityPages pages = new QualityPages(Path.of(args[0]));
    switch (args[1]) {
      case "mutation" -> pages.write("mutation.md", pages.mutation());
      case "coverage" -> pages.write("coverage.md", pages.coverage());
      default -> throw new IllegalArgumentException("mutation or coverage, found " + args[1]);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve("docs/quality").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    System.out.print(text);
  }

  private List<Path> modules() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(f -> f.getFileName().toString().startsWith("ddh-")).sorted().toList();
    }
  }

  /** What became of the mutants of a class. */
  private static final class Mutants {
    private int all;
    private int killed;
    private final List<String> survived = new ArrayList<>();

    String row(String name) {
      return String.format(
          Locale.ROOT, "| %s | %d | %d | %.0f %% |%n", name, all, killed, 100.0 * killed / all);
    }

    void add(Mutants other) {
      all += other.all;
      killed += other.killed;
    }
  }

  private String mutation() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append("<!-- Written by src/build/QualityPages.java at the end of `mvn -Pmutation`. -->\n");
    out.append("# Mutants of each class\n\n");
    out.append("A mutant counts as killed when a test fails, never ends or crashes. For each class,\n");
    out.append("the last section lists the surviving mutants: the line of the class and PIT's name of the change.\n");
    StringBuilder living = new StringBuilder();
    for (Path module : modules()) {
      Path file = module.resolve("target/pit-reports/mutations.csv");
      if (!Files.exists(file)) {
        continue;
      }
      Map<String, Mutants> classes = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split(",", -1); // file, class, mutator, method, line, status, test
        String name = cells[1].replaceAll(".*\\.", "").replaceAll("\\$.*", "");
        Mutants mutants = classes.computeIfAbsent(name, n -> new Mutants());
        mutants.all++;
        if (cells[5].equals("SURVIVED") || cells[5].equals("NO_COVERAGE")) {
          String what = cells[2].replaceAll(".*\\.", "").replace("Mutator", "");
          mutants.survived.add(cells[4] + " " + what);
        } else {
          mutants.killed++;
        }
      }
      Mutants sum = new Mutants();
      out.append("\n## ").append(module.getFileName()).append("\n\n");
      out.append("| class | mutants | killed | share |\n|---|---:|---:|---:|\n");
      for (Map.Entry<String, Mutants> e : classes.entrySet()) {
        out.append(e.getValue().row("`" + e.getKey() + "`"));
        sum.add(e.getValue());
        if (!e.getValue().survived.isEmpty()) {
          living.append("| `").append(e.getKey()).append("` | ");
          living.append(String.join(", ", e.getValue().survived)).append(" |\n");
        }
      }
      out.append(sum.row("all"));
    }
    return out + "\n## Survivors\n\n| class | lines and changes |\n|---|---|\n" + living;
  }

  /** Lines and branches, covered and in all. */
  private record Covered(long lines, long ofLines, long branches, long ofBranches) {
    Covered and(Covered more) {
      return new Covered(
          lines + more.lines,
          ofLines + more.ofLines,
          branches + more.branches,
          ofBranches + more.ofBranches);
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "| %s | %,d | %.1f %% | %,d | %.1f %% |%n",
          name,
          ofLines,
          100.0 * lines / Math.max(1, ofLines),
          ofBranches,
          100.0 * branches / Math.max(1, ofBranches));
    }
  }

  private String coverage() throws IOException {
    StringBuilder out = new StringBuilder();
    out.append("<!-- Written by src/build/QualityPages.java at the end of `mvn -Pcoverage verify`. -->\n");
    out.append("# Coverage\n\nThe tables show, for each package, the share of lines and branches that the tests\n");
    out.append("of its own module reach. Code that the tests run in separate processes (kills, memory) does not count.\n");
    Covered whole = new Covered(0, 0, 0, 0);
    for (Path module : modules()) {
      Path file = module.resolve("target/site/jacoco/jacoco.csv");
      if (!Files.exists(file)) {
        continue;
      }
      Map<String, Covered> packages = new TreeMap<>();
      List<String> lines = Files.readAllLines(file);
      List<String> head = Arrays.asList(lines.get(0).split(",", -1));
      for (String line : lines.subList(1, lines.size())) {
        String[] all = line.split(",", -1);
        // The group is the module's name, which may have commas; the columns behind it have none.
        String[] cells = Arrays.copyOfRange(all, all.length - head.size(), all.length);
        long missedLines = Long.parseLong(cells[head.indexOf("LINE_MISSED")]);
        long hitLines = Long.parseLong(cells[head.indexOf("LINE_COVERED")]);
        long missedBranches = Long.parseLong(cells[head.indexOf("BRANCH_MISSED")]);
        long hitBranches = Long.parseLong(cells[head.indexOf("BRANCH_COVERED")]);
        packages.merge(
            cells[head.indexOf("PACKAGE")],
            new Covered(hitLines, hitLines + missedLines, hitBranches, hitBranches + missedBranches),
            Covered::and);
      }
      Covered sum = packages.values().stream().reduce(new Covered(0, 0, 0, 0), Covered::and);
      whole = whole.and(sum);
      out.append("\n## ").append(module.getFileName()).append("\n\n");
      out.append("| package | lines | reached | branches | reached |\n|---|---:|---:|---:|---:|\n");
      packages.forEach((name, covered) -> out.append(covered.row("`" + name + "`")));
      out.append(sum.row("all"));
    }
    out.append("\n## All modules\n\n");
    out.append("| | lines | reached | branches | reached |\n|---|---:|---:|---:|---:|\n");
    return out + whole.row("all");
  }
}
