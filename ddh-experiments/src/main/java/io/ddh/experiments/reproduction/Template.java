package io.ddh.experiments.reproduction;

import io.ddh.core.BadInputException;
import io.ddh.experiments.report.PaperTable;
import io.ddh.experiments.report.Sample;
import io.ddh.experiments.report.TwinCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Prose with directives in double braces, of which each turns into numbers; see {@code
 * docs/methods.md}, "The reproduction page".
 */
public final class Template {
  private static final Pattern DIRECTIVE = Pattern.compile("\\{\\{(.*?)\\}\\}");
  private static final String VALID =
      "tables NAME, …; maps NAME; map NAME ROW BITS; difference NAME ROW@BITS ROW@BITS;"
          + " compare LEFT to RIGHT; above LEFT to RIGHT; pairs KIND to KIND; above-pairs KIND to KIND;"
          + " ranks BITS; correlations BITS;"
          + " training NAME; twins NAME; provenance;"
          + " cells BITS of ROW, … on SET, …; grid PREFIX; under ROW ROW LIMIT ROW …; collapsed; finished";

  private final Path results;
  private final PaperTable paper = PaperTable.load();
  private final Map<String, Source> known = new LinkedHashMap<>();
  private final List<Source> compared = new ArrayList<>();
  private Optional<Grid> cells = Optional.empty();

  private Template(Path results) {
    this.results = results;
  }

  /**
   * The page.
   *
   * @param text of the template
   * @param name of the template, for messages
   * @throws BadInputException naming the line of a directive that is none, or whose numbers are not
   *     there
   */
  public static String fill(String text, String name, Path results) throws IOException {
    Template template = new Template(results);
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        out.append(template.line(line)).append('\n');
      } catch (BadInputException e) {
        throw new BadInputException(name + ", line " + number + ": " + e.getMessage(), e);
      }
    }
    return out.toString();
  }

  private String line(String line) throws IOException {
    Matcher matcher = DIRECTIVE.matcher(line);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(String.join("\n", directive(matcher.group(1).strip()))));
    }
    return matcher.appendTail(out).toString();
  }

  private List<String> directive(String directive) throws IOException {
    String[] words = directive.split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    String[] fields = rest.split("\\s+", -1);
    return switch (words[0] + " " + (rest.isEmpty() ? 0 : fields.length)) {
      case "maps 1" -> Tables.maps(source(rest));
      case "training 1" -> Tables.training(source(rest));
      case "ranks 1" -> Tables.ranks(compared, number(rest));
      case "correlations 1" -> Tables.correlations(compared, number(rest));
      case "provenance 0" -> Tables.provenance(measured());
      case "grid 1" -> grid().table(rest);
      case "collapsed 0" -> grid().collapsed();
      case "finished 0" -> List.of(grid().finished());
      case "twins 1" -> List.of(twins(source(rest)));
      case "map 3" -> List.of(map(source(fields[0]), fields[1], number(fields[2])));
      case "difference 3" -> List.of(difference(source(fields[0]), fields[1], fields[2]));
      default -> list(words[0], rest);
    };
  }

  /** Directives with lists in them. */
  private List<String> list(String word, String rest) throws IOException {
    if (word.equals("cells")) {
      cells = Optional.of(Grid.read(rest, results));
      return List.of("<!-- cells: " + rest + " -->");
    }
    if (word.equals("under")) {
      return under(List.of(rest.split("\\s+", -1)));
    }
    if (word.equals("tables")) {
      for (String name : rest.split(",", -1)) {
        compared.add(source(name.strip()));
      }
      return List.of("<!-- tables: " + rest + " -->");
    }
    String[] sides = rest.split("\\s+to\\s+", -1);
    if (sides.length == 2 && word.equals("compare")) {
      return Comparison.of(Operand.parse(sides[0]), Operand.parse(sides[1]), compared);
    }
    if (sides.length == 2 && word.equals("above")) {
      return List.of(Comparison.above(Operand.parse(sides[0]), Operand.parse(sides[1]), compared));
    }
    if (sides.length == 2 && word.endsWith("pairs")) {
      List<String> left = rows(sides[0]);
      List<String> right = rows(sides[1]);
      if (left.size() == right.size() && word.equals("pairs")) {
        return Comparison.pairs(left, right, compared);
      }
      if (left.size() == right.size() && word.equals("above-pairs")) {
        return List.of(Comparison.abovePairs(left, right, compared));
      }
    }
    throw new BadInputException("'" + word + " " + rest + "': valid: " + VALID);
  }

  private List<String> under(List<String> words) {
    if (words.size() < 3 || !words.get(2).matches("0?\\.\\d+")) {
      throw new BadInputException("under " + words + ": valid: under ROW ROW LIMIT ROW …");
    }
    double limit = Double.parseDouble(words.get(2));
    List<String> beside = words.subList(3, words.size());
    return Shortfall.list(grid(), words.get(0), words.get(1), limit, beside);
  }

  private Grid grid() {
    return cells.orElseThrow(
        () -> new BadInputException("no cells yet; valid: after cells BITS of ROW, … on SET, …"));
  }

  private static List<String> rows(String kind) {
    return Operand.parse("best(" + kind + ")").rows().stream().map(Operand.At::row).toList();
  }

  private List<Source> measured() {
    return Stream.concat(
            compared.stream().filter(source -> !source.isPaper()),
            cells.stream().map(grid -> grid.source("these sets")))
        .toList();
  }

  private static String map(Source source, String row, int bits) {
    Sample sample = source.sample(row, bits);
    if (sample.count() == 0) {
      throw new BadInputException(
          source.name()
              + ": no "
              + row
              + " at "
              + bits
              + " bits; valid rows: "
              + String.join(", ", source.maps().keySet())
              + "; lengths: "
              + source.bits());
    }
    return sample.text();
  }

  private static String twins(Source source) {
    return TwinCounts.of(source.twins(), source.cells())
        .text()
        .orElseThrow(
            () ->
                new BadInputException(
                    source.name()
                        + ": nothing kept of its twins; valid: a data set after ddh data check --dataset "
                        + source.name()
                        + " --keep"));
  }

  private static String difference(Source source, String left, String right) {
    Operand.At l = Operand.parse(left).rows().get(0);
    Operand.At r = Operand.parse(right).rows().get(0);
    Sample sample = source.difference(l.row(), l.bits(0), r.row(), r.bits(0));
    if (sample.count() == 0) {
      throw new BadInputException(
          source.name()
              + ": no seed has both "
              + left
              + " and "
              + right
              + "; valid: ROW@BITS of "
              + String.join(", ", source.maps().keySet()));
    }
    return sample.signed();
  }

  private Source source(String name) throws IOException {
    Source source = known.get(name);
    if (source == null) {
      source = Source.of(name, results, paper);
      known.put(name, source);
    }
    return source;
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,4}")) {
      throw new BadInputException("'" + text + "': valid: a code length");
    }
    return Integer.parseInt(text);
  }
}
