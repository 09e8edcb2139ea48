package io.ddh.experiments.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** One page over all data sets that needs no other file: style and figures are inside. */
final class HtmlPage {
  private final Html html = new Html();
  private final Bibliography bibliography;

  private HtmlPage(Bibliography bibliography) {
    this.bibliography = bibliography;
  }

  /**
   * A data set with its drawn figures.
   *
   * @param results numbers
   * @param figures in order, each with its PNG
   * @param notes what is missing among them, a line each
   */
  record Section(DatasetResults results, List<Drawn> figures, List<String> notes) {}

  /**
   * A figure as the page shows it.
   *
   * @param title below it
   * @param wide true: it takes the page's whole width
   * @param png the file
   */
  record Drawn(String title, boolean wide, byte[] png) {
    static Drawn of(DrawnFigure figure, byte[] png) {
      return new Drawn(figure.title(), figure.wide(), png);
    }
  }

  /**
   * The whole page.
   *
   * @param unreadable data sets that are left out, each with the reason
   */
  static String of(
      List<Section> sections, Map<String, String> unreadable, Bibliography bibliography) {
    HtmlPage page = new HtmlPage(bibliography);
    page.head();
    page.body(sections, unreadable);
    return "<!DOCTYPE html>\n" + page.html.close() + "\n";
  }

  private void head() {
    html.open("html", "lang", "en").line().open("head").line();
    html.empty("meta", "charset", "utf-8").line();
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    // An empty picture, so that no browser asks a server for one.
    html.empty("link", "rel", "icon", "href", "data:,").line();
    html.element("title", "DDH results").line();
    html.open("style").line().trusted(css()).close().line();
    html.close().line();
  }

  private static String css() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void body(List<Section> sections, Map<String, String> unreadable) {
    html.open("body").line().element("h1", "DDH results").line();
    html.element("p", "Made by \"ddh report\" from the cell files alone; do not edit.").line();
    if (sections.isEmpty()) {
      html.element("p", "No results yet: \"ddh run\" makes them.").line();
    }
    html.open("nav");
    for (Section section : sections) {
      String name = section.results().name();
      html.element("a", section.results().title(), "href", "#" + anchor(name));
    }
    html.close().line();
    unreadable.forEach(
        (name, reason) ->
            html.element("p", name + " is left out: " + reason, "class", "bad").line());
    sections.forEach(this::section);
    references(sections);
    html.close().line();
  }

  private static String anchor(String name) {
    return "data-" + name.replaceAll("[^A-Za-z0-9._-]", "-");
  }

  private void section(Section section) {
    DatasetResults results = section.results();
    html.open("section", "id", anchor(results.name())).line();
    html.element("h2", results.title()).line();
    if (!results.heading().isEmpty()) {
      html.element("p", results.heading()).line();
    }
    table(results);
    warnings(results);
    if (!results.notes().isEmpty()) {
      html.open("ul", "class", "notes").line();
      results.notes().forEach(note -> html.element("li", note).line());
      html.close().line();
    }
    dataNotes(results);
    figures(section.figures());
    section.notes().forEach(note -> html.element("p", note).line());
    new ProvenanceHtml(html).write(results);
    html.close().line();
  }

  private void table(DatasetResults results) {
    html.element("h3", "MAP").line();
    html.open("div", "class", "scroll").open("table").line();
    html.open("thead").open("tr");
    List<String> columns = TableText.columns(results);
    for (String column : columns) {
      html.element("th", column, "scope", "col");
    }
    html.close().close().line().open("tbody").line();
    for (String method : results.table().methods()) {
      html.open("tr").element("td", method);
      int column = 1;
      for (TableText.Field field : TableText.fields(results, method)) {
        boolean paper = TableText.ofPaper(columns.get(column++));
        html.open("td", "class", field.failed() ? "bad" : paper ? "paper" : "number");
        if (field.best()) {
          html.element("strong", field.text());
        } else {
          html.text(field.text());
        }
        html.close();
      }
      html.close().line();
    }
    html.close().close().close().line();
  }

  private void warnings(DatasetResults results) {
    results.warnings().forEach(warning -> html.element("p", warning, "class", "bad").line());
  }

  private void dataNotes(DatasetResults results) {
    Set<String> notes = new LinkedHashSet<>();
    results.cells().forEach(cell -> notes.addAll(cell.provenance().notes()));
    if (!notes.isEmpty()) {
      html.element("h3", "Notes on the data").line().open("ul").line();
      notes.forEach(note -> html.element("li", note).line());
      html.close().line();
    }
  }

  private void figures(List<Drawn> figures) {
    html.open("div", "class", "figures").line();
    for (Drawn drawn : figures) {
      String data = Base64.getEncoder().encodeToString(drawn.png());
      html.open("figure", "class", drawn.wide() ? "wide" : "narrow");
      html.empty("img", "alt", drawn.title(), "src", "data:image/png;base64," + data);
      html.element("figcaption", drawn.title()).close().line();
    }
    html.close().line();
  }

  private void references(List<Section> sections) {
    SortedMap<String, String> rows =
        VariantNotes.methods(
            sections.stream().flatMap(section -> section.results().cells().stream()).toList());
    if (rows.isEmpty()) {
      return;
    }
    list("Deviations from the papers", bibliography.deviations(rows));
    html.element("h2", "Metrics").line().open("dl").line();
    for (Map.Entry<String, String> metric : bibliography.metrics().entrySet()) {
      html.element("dt", metric.getKey()).element("dd", metric.getValue()).line();
    }
    html.close().line();
    list("References", bibliography.papers(rows));
  }

  private void list(String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      html.element("h2", heading).line().open("ul").line();
      lines.forEach(line -> html.element("li", line).line());
      html.close().line();
    }
  }
}
