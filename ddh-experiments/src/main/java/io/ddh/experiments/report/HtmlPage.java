package io.ddh.experiments.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code report.html} shows: one page over all data sets that needs no other file.
 *
 * @param sections one per data set
 * @param unreadable a line for each data set that is left out
 * @param references the part below all sections; absent without finished cells
 */
record HtmlPage(List<Section> sections, List<String> unreadable, List<Bibliography> references) {

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
          results.cells().stream().flatMap(cell -> cell.provenance().notes().stream()).distinct());
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
    String base64() {
      return Base64.getEncoder().encodeToString(png);
    }
  }

  /**
   * Wraps the lines in a list of one list, or gives an empty list if there are none, so that a
   * template writes a heading only once.
   */
  static List<List<String>> listed(Stream<String> lines) {
    return Stream.of(lines.toList()).filter(list -> !list.isEmpty()).toList();
  }
}
