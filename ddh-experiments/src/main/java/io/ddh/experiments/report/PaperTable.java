package io.ddh.experiments.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Table 1 of the DDH paper (Lin, Li, Tang, IJCAI 2017), read from {@code paper-table1.csv}.
 *
 * @param citation citation of the paper
 * @param tables MAP values as printed in the paper, by data set; they are stored as values of a
 *     single seed, 0
 */
public record PaperTable(String citation, SortedMap<String, ResultTable> tables) {

  /** {@return the table, read from the class path} */
  public static PaperTable load() {
    List<String> lines = Templates.text(PaperTable.class, "paper-table1.csv").lines().toList();
    String[] header = lines.get(1).split(",", -1);
    SortedMap<String, ResultTable> tables = new TreeMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.split(",", -1); // data set, method, one MAP per code length
      for (int i = 2; i < fields.length; i++) {
        tables
            .computeIfAbsent(fields[0], d -> ResultTable.empty())
            .place(fields[1], Integer.parseInt(header[i]))
            .values()
            .put(0L, Double.parseDouble(fields[i]));
      }
    }
    return new PaperTable(lines.get(0).substring(2), tables);
  }
}
