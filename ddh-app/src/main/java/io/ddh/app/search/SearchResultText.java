package io.ddh.app.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats search results as text and as JSON. */
public final class SearchResultText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SearchResultText() {}

  /**
   * {@return the result as lines of text} The first line names the query. A heading and one line
   * per hit follow, or the reason why there is no hit.
   *
   * @param result search result of one query
   */
  public static List<String> table(SearchResult result) {
    List<String> lines = new ArrayList<>();
    lines.add(plain(result.query()));
    if (result.hits().isEmpty()) {
      lines.add("  " + nobody(result));
      return lines;
    }
    int longest =
        result.hits().stream().mapToInt(hit -> plain(hit.label()).length()).max().orElse(0);
    int label = Math.max(5, Math.min(40, longest));
    String format = "  %4s  %8s  %-" + label + "s  %10s  %s";
    lines.add(String.format(Locale.ROOT, format, "rank", "distance", "label", "id", "source"));
    for (SearchResult.Hit hit : result.hits()) {
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

  /** The reason why a result has no hits. */
  static String nobody(SearchResult result) {
    return result.stranger()
        ? String.format(
            Locale.ROOT,
            "no such person: the nearest face is at distance %d, above the rejection distance %d",
            result.nearest().getAsInt(),
            result.rejectAbove().orElse(0))
        : "no face within the radius";
  }

  /** Replaces control characters, which could affect a terminal, with question marks. */
  static String plain(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
  }

  /**
   * {@return the result as one line of JSON}
   *
   * @param result search result of one query
   */
  public static String json(SearchResult result) {
    return write(object(result));
  }

  /**
   * {@return the fields of the result's JSON object, by name}
   *
   * @param result search result of one query
   */
  public static Map<String, Object> object(SearchResult result) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("query", result.query());
    out.put("stranger", result.stranger());
    result.nearest().ifPresent(d -> out.put("nearest", d));
    result.rejectAbove().ifPresent(d -> out.put("reject_above", d));
    out.put("hits", result.hits());
    return out;
  }

  /**
   * {@return an object as one line of JSON}
   *
   * @param object names and values of the fields, in their order
   */
  public static String write(Map<String, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // maps, lists, strings and numbers can always be written
    }
  }
}
