package io.ddh.benchmarks;

import io.ddh.experiments.config.KnownNames;
import io.ddh.experiments.console.OptionRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Command line options of a measurement. */
final class Options {
  /** Options that the recorded command leaves out, because they matter only on this machine. */
  private static final List<String> LOCAL = List.of("--docs", "--work", "--python");

  @Option(
      names = "--only",
      split = ",",
      description =
          "Sections to measure; the others keep their stored numbers. With 'none', nothing is"
              + " measured and only the pages are written.")
  List<String> only = List.of();

  @Option(
      names = "--skip",
      split = ",",
      description = "Rows to leave out of the sections 'shallow', 'cost' and 'load'.")
  Set<String> skip = Set.of();

  @Option(
      names = "--rows",
      split = ",",
      description = "Rows to measure in the section 'cost'; the others keep their stored numbers.")
  Set<String> rows = Set.of();

  @Option(
      names = "--sizes",
      split = ",",
      description =
          "Data set sizes to measure in the section 'cost': lfw, youtube-faces, facescrub (shallow"
              + " rows only); default: all.")
  Set<String> sizes = Set.of();

  @Option(names = "--rounds", description = "Number of timed rounds (default: ${DEFAULT-VALUE}).")
  int rounds = 5;

  @Option(
      names = "--python",
      description =
          "Python command that has torch and numpy (default: python3, then /usr/bin/python3).")
  String python = "";

  @Option(
      names = "--jvm",
      description = "A further option of the measured JVMs, for example --jvm=-XX:+UseZGC.")
  List<String> jvm = List.of();

  @Option(
      names = "--busy",
      description =
          "Show ratios even if the machine was busy, and do not wait for a lower load. By default"
              + " ratios are hidden if other programs cause a load average of more than 1.5.")
  boolean busy;

  @Option(
      names = "--work",
      description = "Folder for rendered faces, which take 350 MB (default: ${DEFAULT-VALUE}).")
  Path work = Path.of("work/benchmarks");

  @Option(names = "--docs", description = "Folder of the pages (default: ${DEFAULT-VALUE}).")
  Path docs = Path.of("docs");

  /**
   * Checks that numbers are in range and that names are known. The message about an invalid value
   * lists the valid ones.
   */
  void check() {
    OptionRange.check("--rounds", rounds, 1);
    List<String> known = Section.ALL.stream().map(Section::name).toList();
    List<String> valid = Stream.concat(Stream.of("none"), known.stream()).toList();
    only.forEach(name -> KnownNames.check("--only", "section", name, valid));
    rows.forEach(row -> KnownNames.check("--rows", "row", row, CostSection.ROWS));
    sizes.forEach(size -> KnownNames.check("--sizes", "size", size, CostSection.SIZES));
  }

  /**
   * Returns the arguments that repeat a measurement, as the page shows them; empty if no options
   * were given.
   */
  static String given(ParseResult line) {
    String words =
        line.matchedOptions().stream()
            .filter(option -> !LOCAL.contains(option.longestName()))
            .flatMap(
                option ->
                    option.originalStringValues().stream()
                        .map(value -> option.longestName() + "=" + value))
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "" : " -Dexec.args=\"report " + words + "\"";
  }

  /** Returns true if the row is to be measured. */
  boolean row(String name) {
    return (rows.isEmpty() || rows.contains(name)) && !skip.contains(name);
  }

  /**
   * Returns true if the data set size is to be measured.
   *
   * @param usual true if the size is measured when {@code --sizes} is not given
   */
  boolean size(String name, boolean usual) {
    return sizes.isEmpty() ? usual : sizes.contains(name);
  }
}
