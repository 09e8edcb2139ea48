package io.ddh.experiments.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table 1 of the DDH paper (Lin, Li, Tang, IJCAI 2017), read from {@code paper-table1.csv}.
 *
 * @param citation where the numbers come from
 * @param map the printed numbers by {@code dataset/method/bits}
 */
public record PaperTable(String citation, Map<String, String> map) {

  /** Reads the table from the class path. */
  public static PaperTable load() {
    try (InputStream in = PaperTable.class.getResourceAsStream("paper-table1.csv")) {
      if (in == null) {
        throw new IllegalStateException("paper-table1.csv is missing from the class path");
      }
      BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String> lines = reader.lines().toList();
      String[] header = lines.get(1).split(",", -1);
      Map<String, String> map = new HashMap<>();
      for (String line : lines.subList(2, lines.size())) {
        String[] fields = line.split(",", -1);
        for (int i = 2; i < fields.length; i++) {
          map.put(fields[0] + "/" + fields[1] + "/" + header[i], fields[i]);
        }
      }
      return new PaperTable(lines.get(0).substring(2), Map.copyOf(map));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True when the paper has this data set. */
  boolean covers(String dataset) {
    return map.keySet().stream().anyMatch(key -> key.startsWith(dataset + "/"));
  }

  /** The paper's number, as printed. */
  Optional<String> value(String dataset, String method, int bits) {
    return Optional.ofNullable(map.get(dataset + "/" + method + "/" + bits));
  }
}
