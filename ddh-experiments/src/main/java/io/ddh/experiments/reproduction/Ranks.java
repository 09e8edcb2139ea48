package io.ddh.experiments.reproduction;

import io.ddh.experiments.report.RowOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.apache.commons.math3.stat.ranking.TiesStrategy;

/**
 * How several tables rank the paper's 17 rows at one code length.
 *
 * @param sources the tables
 * @param bits code length
 */
record Ranks(List<Source> sources, int bits) {
  private static final NaturalRanking RANKING = new NaturalRanking(TiesStrategy.MINIMUM);

  /** A table of MAPs, each with its rank in its table. */
  MarkdownTable ranks() {
    MarkdownTable out = new MarkdownTable("row");
    sources.forEach(source -> out.heading().add(source.title()));
    for (String row : RowOrder.PAPER) {
      List<String> fields = sources.stream().map(source -> field(source, row)).toList();
      if (!fields.stream().allMatch("–"::equals)) {
        out.line(row, fields);
      }
    }
    return out;
  }

  private String field(Source source, String row) {
    int place = rows(source).indexOf(row);
    return place < 0
        ? "–"
        : source.table().sample(row, bits).text() + " (" + rank(source, rows(source))[place] + ")";
  }

  /** The paper's rows that a table has at this code length. */
  private List<String> rows(Source source) {
    return RowOrder.PAPER.stream()
        .filter(row -> source.table().sample(row, bits).count() > 0)
        .toList();
  }

  /** Ranks of rows that the table has, 1 for the highest mean; equal means share the lower rank. */
  private int[] rank(Source source, List<String> rows) {
    double[] means = rows.stream().mapToDouble(r -> -source.table().sample(r, bits).mean()).toArray();
    return Arrays.stream(RANKING.rank(means)).mapToInt(rank -> (int) rank).toArray();
  }

  /** A table of Spearman's ρ between each two tables, over the rows that both have. */
  MarkdownTable correlations() {
    MarkdownTable out = new MarkdownTable("Spearman's ρ");
    sources.forEach(source -> out.heading().add(source.title()));
    for (Source a : sources) {
      out.line(a.title(), sources.stream().map(b -> correlation(a, b)).toList());
    }
    return out;
  }

  private String correlation(Source a, Source b) {
    List<String> both = rows(a).stream().filter(rows(b)::contains).toList();
    if (both.size() < 2) {
      return "–";
    }
    int[] left = rank(a, both);
    int[] right = rank(b, both);
    double n = both.size();
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (left[i] - right[i]) * (left[i] - right[i]);
    }
    double rho = 1 - 6 * squares / (n * (n * n - 1));
    return String.format(Locale.ROOT, "%.2f", rho).replace('-', '−');
  }
}
