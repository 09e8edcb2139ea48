package io.ddh.experiments.report;

import io.ddh.experiments.report.chart.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * A metric against code length: a curve a row that has a finished cell.
 *
 * @param csv row, length, mean, deviation and number of seeds, with a line of titles
 */
record LengthCurves(List<Series> series, StringBuilder csv) {
  static LengthCurves of(ResultTable table) {
    StringBuilder csv = new StringBuilder("method,bits,mean,sd,seeds\n");
    List<Series> series = new ArrayList<>();
    for (String method : table.methods()) {
      List<Integer> bits = table.finished(method);
      double[] means = new double[bits.size()];
      for (int i = 0; i < means.length; i++) {
        ResultTable.Entry entry = table.entry(method, bits.get(i)).orElseThrow();
        means[i] = entry.mean();
        csv.append(method).append(',').append(bits.get(i));
        csv.append(',').append(Numbers.plain(entry.mean()));
        csv.append(',').append(Numbers.plain(entry.sd()));
        csv.append(',').append(entry.done()).append('\n');
      }
      if (means.length > 0) {
        series.add(new Series(method, bits.stream().mapToDouble(k -> k).toArray(), means));
      }
    }
    return new LengthCurves(series, csv);
  }
}
