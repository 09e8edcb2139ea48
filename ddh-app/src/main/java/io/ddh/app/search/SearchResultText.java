package io.ddh.app.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.app.images.FacePlace;
import io.ddh.core.Shown;
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
    lines.add(query(result));
    if (result.hits().isEmpty()) {
      lines.add("  " + nobody(result));
      return lines;
    }
    int longest =
        result.hits().stream().mapToInt(hit -> plain(hit.label()).length()).max().orElse(0);
    int label = Math.max(5, Math.min(40, longest));
    List<String> boxes =
        result.hits().stream()
            .map(hit -> FacePlace.parse(hit.source()).map(FacePlace::box).orElse(""))
            .toList();
    int box = boxes.stream().mapToInt(String::length).max().orElse(0);
    String format = "  %4s  %8s  %-" + label + "s  %10s" + (box > 0 ? "  %-" + box + "s" : "%s");
    format += "  %s";
    lines.add(
        Shown.format(format, "rank", "distance", "label", "id", box > 0 ? "box" : "", "source"));
    for (int i = 0; i < boxes.size(); i++) {
      SearchResult.Hit hit = result.hits().get(i);
      String source = plain(FacePlace.photo(hit.source()));
      lines.add(
          Shown.format(
                  format,
                  hit.rank(),
                  hit.distance(),
                  plain(hit.label()),
                  hit.id(),
                  boxes.get(i),
                  source)
              .stripTrailing());
    }
    return lines;
  }

  /** The name of a query, followed by the box of the face if the query is a face in a photo. */
  static String query(SearchResult result) {
    String box = FacePlace.parse(result.query()).map(face -> ", face " + face.box()).orElse("");
    return plain(FacePlace.photo(result.query())) + box;
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
    out.put("query", FacePlace.photo(result.query()));
    FacePlace.parse(result.query()).ifPresent(face -> out.putAll(face.fields()));
    out.put("stranger", result.stranger());
    result.nearest().ifPresent(d -> out.put("nearest", d));
    result.rejectAbove().ifPresent(d -> out.put("reject_above", d));
    out.put("hits", result.hits().stream().map(SearchResultText::object).toList());
    return out;
  }

  private static Map<String, Object> object(SearchResult.Hit hit) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("rank", hit.rank());
    out.put("distance", hit.distance());
    out.put("id", hit.id());
    out.put("label", hit.label());
    out.put("source", FacePlace.photo(hit.source()));
    FacePlace.parse(hit.source()).ifPresent(face -> out.putAll(face.fields()));
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
