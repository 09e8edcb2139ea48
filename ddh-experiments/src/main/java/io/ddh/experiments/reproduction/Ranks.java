package io.ddh.experiments.reproduction;

import io.ddh.experiments.report.RowOrder;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/** Ranks of the paper's rows in each table at one code length. */
record Ranks(List<Source> sources, int bits) {

  /** A table of MAP with ranks, by row and table. */
  String ranks() {
    List<String> rows =
        RowOrder.PAPER.stream()
            .filter(row -> sources.stream().anyMatch(source -> rows(source).contains(row)))
            .toList();
    return Markdown.table("row", rows, sources, Source::toString, this::field);
  }

  /** MAP, and 1 plus the number of rows with a higher mean. */
  private String field(String row, Source source) {
    double mean = mean(source, row);
    long higher = rows(source).stream().filter(other -> mean(source, other) > mean).count();
    String text = source.sample(row, bits).text();
    return Double.isNaN(mean) ? text : text + " (" + (1 + higher) + ")";
  }

  /** The paper's rows with results. */
  private List<String> rows(Source source) {
    return RowOrder.PAPER.stream().filter(row -> !Double.isNaN(mean(source, row))).toList();
  }

  private double mean(Source source, String row) {
    return source.sample(row, bits).mean();
  }

  /** A table of Spearman's ρ between each two tables, over the rows that both have. */
  String correlations() {
    return Markdown.table("Spearman's ρ", sources, sources, Source::toString, this::correlation);
  }

  private String correlation(Source a, Source b) {
    List<String> both = rows(a).stream().filter(rows(b)::contains).toList();
    if (both.size() < 2) {
      return "–";
    }
    double[] left = both.stream().mapToDouble(row -> mean(a, row)).toArray();
    double[] right = both.stream().mapToDouble(row -> mean(b, row)).toArray();
    double rho = new SpearmansCorrelation().correlation(left, right);
    return String.format(Locale.ROOT, "%.2f", rho).replace('-', '−');
  }
}
