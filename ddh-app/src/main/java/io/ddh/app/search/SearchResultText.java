package io.ddh.app.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers as lines for people, and as JSON for programs. */
public final class SearchResultText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SearchResultText() {}

  /** A heading and a line a hit, or a line that says why there is none. */
  public static List<String> table(SearchResult answer) {
    List<String> lines = new ArrayList<>();
    lines.add(plain(answer.query()));
    if (answer.hits().isEmpty()) {
      lines.add("  " + nobody(answer));
      return lines;
    }
    int label = 5;
    for (SearchResult.Hit hit : answer.hits()) {
      label = Math.max(label, Math.min(40, plain(hit.label()).length()));
    }
    String format = "  %4s  %8s  %-" + label + "s  %10s  %s";
    lines.add(String.format(Locale.ROOT, format, "rank", "distance", "label", "id", "source"));
    for (SearchResult.Hit hit : answer.hits()) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  format,
                  hit.rank(),
                  hit.distance(),
                  plain(hit.label()),
                  hit.id(),
                  plain(hit.source()))
              .stripTrailing());
    }
    return lines;
  }

  /** Why there is no hit. */
  static String nobody(SearchResult answer) {
    return answer.stranger()
        ? String.format(
            Locale.ROOT,
            "no such person: the nearest face is at distance %d, rejected above %d",
            answer.nearest().getAsInt(),
            answer.rejectAbove().orElse(0))
        : "no face within the radius";
  }

  /** Without what would move the terminal's cursor or change its colours. */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  /** One line of JSON. */
  public static String json(SearchResult answer) {
    return write(object(answer));
  }

  /** The same as an object. */
  public static Map<String, Object> object(SearchResult answer) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("query", answer.query());
    out.put("stranger", answer.stranger());
    answer.nearest().ifPresent(d -> out.put("nearest", d));
    answer.rejectAbove().ifPresent(d -> out.put("reject_above", d));
    out.put("hits", answer.hits());
    return out;
  }

  /** Any such object as a line of JSON. */
  public static String write(Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // maps, lists, strings and numbers can be written
    }
  }
}
