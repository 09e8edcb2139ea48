package io.ddh.experiments.reproduction;

import io.ddh.experiments.report.RowOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * How several tables rank the paper's 17 rows at one code length. Equal means share the lower rank.
 *
 * @param sources the tables
 * @param bits code length
 */
record Ranks(List<Source> sources, int bits) {
  private static final NaturalRanking RANKING = new NaturalRanking(TiesStrategy.MINIMUM);

  /** A table of MAPs, each with its rank in its table. */
  String ranks() {
    List<String> rows =
        RowOrder.PAPER.stream()
            .filter(row -> sources.stream().anyMatch(source -> rows(source).contains(row)))
            .toList();
    return Markdown.table(
        "row", sources, Source::title, rows, row -> row, (row, source) -> field(source, row));
  }

  private String field(Source source, String row) {
    int place = rows(source).indexOf(row);
    return place < 0
        ? "–"
        : source.sample(row, bits).text()
            + String.format(Locale.ROOT, " (%.0f)", ranks(source, rows(source))[place]);
  }

  /** The paper's rows that a table has at this code length. */
  private List<String> rows(Source source) {
    return RowOrder.PAPER.stream().filter(row -> source.sample(row, bits).count() > 0).toList();
  }

  /** Ranks of rows that the table has, 1 for the highest mean. */
  private double[] ranks(Source source, List<String> rows) {
    return RANKING.rank(Arrays.stream(means(source, rows)).map(mean -> -mean).toArray());
  }

  private double[] means(Source source, List<String> rows) {
    return rows.stream().mapToDouble(r -> source.sample(r, bits).mean()).toArray();
  }

  /**
   * {@return a table of Spearman's ρ for each pair of tables, over the rows that both have; rows of
   * the same mean share the mean of their ranks}
   */
  String correlations() {
    return Markdown.table(
        "Spearman's ρ", sources, Source::title, sources, Source::title, this::correlation);
  }

  private String correlation(Source a, Source b) {
    List<String> both = rows(a).stream().filter(rows(b)::contains).toList();
    if (both.size() < 2) {
      return "–";
    }
    double rho = new SpearmansCorrelation().correlation(means(a, both), means(b, both));
    return String.format(Locale.ROOT, "%.2f", rho).replace('-', '−');
  }
}
