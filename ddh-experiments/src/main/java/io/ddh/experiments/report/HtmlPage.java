package io.ddh.experiments.report;

import io.ddh.eval.MetricInfo;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What {@code report.html} shows: one page over all data sets that needs no other file.
 *
 * @param sections one per data set
 * @param unreadable a line for each data set that is left out
 * @param references absent without finished cells
 */
record HtmlPage(List<Section> sections, List<String> unreadable, List<References> references) {

  /**
   * A data set with its figures.
   *
   * @param results numbers
   * @param figures in order
   * @param remarks a line for each figure that is missing or elsewhere
   */
  record Section(DatasetResults results, List<Drawn> figures, List<String> remarks) {
    /** Name of the section within the page. */
    String anchor() {
      return "data-" + results.name().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Remarks of the readers on the data. */
    List<List<String>> dataNotes() {
      return listed(
          results.cells().stream()
              .flatMap(cell -> cell.provenance().notes().stream())
              .distinct()
              .toList());
    }

    ProvenanceTables provenance() {
      return ProvenanceTables.of(results);
    }
  }

  /**
   * A figure.
   *
   * @param title shown below it
   * @param wide true if it takes the whole width of the page
   * @param png the file's bytes
   */
  record Drawn(String title, boolean wide, byte[] png) {
    static Drawn of(DrawnFigure figure, byte[] png) {
      return new Drawn(figure.title(), figure.wide(), png);
    }

    String base64() {
      return Base64.getEncoder().encodeToString(png);
    }
  }

  /** The part of the page below all sections. */
  record References(List<List<String>> deviations, List<MetricInfo> metrics, List<String> papers) {}

  /**
   * The whole page.
   *
   * @param unreadable data sets that are left out, each with the reason
   */
  static String of(
      List<Section> sections, Map<String, String> unreadable, Bibliography bibliography) {
    SortedMap<String, String> rows =
        VariantNotes.methods(
            sections.stream().flatMap(section -> section.results().cells().stream()).toList());
    References references =
        new References(
            listed(bibliography.deviations(rows)),
            bibliography.metrics(),
            bibliography.papers(rows));
    return Templates.render(
        HtmlPage.class,
        "report.html",
        new HtmlPage(
            sections,
            unreadable.entrySet().stream()
                .map(e -> e.getKey() + " is left out: " + e.getValue())
                .toList(),
            rows.isEmpty() ? List.of() : List.of(references)));
  }

  /**
   * Wraps the lines in a list of one list, or gives an empty list if there are none, so that a
   * template writes a heading only once.
   */
  private static List<List<String>> listed(List<String> lines) {
    return lines.isEmpty() ? List.of() : List.of(lines);
  }
}
