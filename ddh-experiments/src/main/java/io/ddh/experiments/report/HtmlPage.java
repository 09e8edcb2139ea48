package io.ddh.experiments.report;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of {@code report.html}, which is one page about all data sets and needs no other
 * file.
 *
 * @param sections one section per data set
 * @param unreadable one line for each data set that is left out because its cells can't be read
 * @param references bibliography below all sections; empty if there are no finished cells
 */
record HtmlPage(List<Section> sections, List<String> unreadable, List<Bibliography> references) {

  /**
   * The section of one data set.
   *
   * @param results numbers of the data set
   * @param figures figures in the order of the page
   * @param remarks one line for each figure that is missing or in another folder
   */
  record Section(DatasetResults results, List<Drawn> figures, List<String> remarks) {
    /** Returns the name by which links within the page reach the section. */
    String anchor() {
      return "data-" + results.name().replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /**
     * Returns the remarks of data set readers about the data. All remarks are in one inner list;
     * the outer list is empty if there are none.
     */
    List<List<String>> dataNotes() {
      return listed(
          results.cells().stream().flatMap(cell -> cell.provenance().notes().stream()).distinct());
    }

    ProvenanceTables provenance() {
      return ProvenanceTables.of(results);
    }
  }

  /**
   * A figure on the page.
   *
   * @param title title shown below the figure
   * @param wide true if the figure takes the whole width of the page
   * @param png content of the PNG file
   */
  record Drawn(String title, boolean wide, byte[] png) {
    String base64() {
      return Base64.getEncoder().encodeToString(png);
    }
  }

  /**
   * Returns a list whose only element is the list of the lines, or an empty list if there are no
   * lines. A template can thus write a heading once, and only if lines follow.
   */
  static List<List<String>> listed(Stream<String> lines) {
    return Stream.of(lines.toList()).filter(list -> !list.isEmpty()).toList();
  }
}
