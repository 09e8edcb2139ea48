package io.ddh.app.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.ddh.core.ImageShape;
import io.ddh.data.check.CountRange;
import io.ddh.data.check.FileSurvey;
import io.ddh.data.check.Twins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Findings as one JSON object; docs/data-commands.md names the keys. */
public final class FindingsJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private FindingsJson() {}

  /** The object. */
  public static String of(Findings found) throws JsonProcessingException {
    Map<String, Object> out = new LinkedHashMap<>();
    ImageShape shape = found.data().images().images().shape();
    out.put("name", found.data().name());
    out.put("form", found.form());
    out.put("reason", found.reason());
    out.put("digest", found.data().digest());
    out.put("synthetic", found.data().synthetic());
    out.put("people", found.data().images().identities().size());
    out.put("images", found.data().images().size());
    out.put("images_a_person", spread(found.perPerson()));
    out.put("shape", List.of(shape.height(), shape.width(), shape.channels()));
    out.put("grey", found.pixels().grey());
    out.put("blank", found.pixels().blank());
    found.files().ifPresent(files -> out.put("files", files(files)));
    out.put("counts", new TreeMap<>(found.data().counts()));
    out.put("notes", found.data().notes());
    out.put("copies", copies(found));
    out.put("twins", twins(found));
    out.put("split", split(found));
    found
        .crop()
        .ifPresent(
            crop -> {
              Map<String, Object> guess = new LinkedHashMap<>();
              guess.put("share", crop.share());
              guess.put("crop", found.cropSetting());
              guess.put("spread_middle", crop.middle());
              guess.put("spread_border", crop.border());
              out.put("suggested_crop", guess);
            });
    out.put("sheets", found.sheets().stream().map(Object::toString).toList());
    out.put("yaml", found.yaml());
    found.refusal().ifPresent(why -> out.put("refused", why));
    return MAPPER.writeValueAsString(out);
  }

  private static Map<String, Object> spread(CountRange spread) {
    return Map.of("min", spread.min(), "median", spread.median(), "max", spread.max());
  }

  private static Map<String, Object> files(FileSurvey files) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("images", files.files());
    out.put("width", spread(files.widths()));
    out.put("height", spread(files.heights()));
    out.put(
        "sizes",
        files.sizes().stream().map(s -> List.of(s.width(), s.height(), s.count())).toList());
    out.put("same", files.copies());
    return out;
  }

  private static Map<String, Object> copies(Findings found) {
    Map<String, Object> out = new LinkedHashMap<>();
    List<List<String>> groups = new ArrayList<>();
    for (int[] group : found.copies().groups()) {
      groups.add(Arrays.stream(group).mapToObj(found::image).toList());
    }
    out.put("surplus", found.copies().surplus());
    out.put("across_people", found.copies().acrossPeople());
    out.put("queries", found.copies().queries());
    out.put("groups", groups);
    return out;
  }

  private static Map<String, Object> twins(Findings found) {
    Twins twins = found.twins();
    Map<String, Object> out = new LinkedHashMap<>();
    List<Map<String, Object>> samples = new ArrayList<>();
    for (Twins.Pair pair : twins.samples()) {
      Map<String, Object> sample = new LinkedHashMap<>();
      sample.put("rows", List.of(pair.first(), pair.second()));
      sample.put("images", List.of(found.image(pair.first()), found.image(pair.second())));
      sample.put("correlation", pair.correlation());
      sample.put("same_person", pair.samePerson());
      samples.add(sample);
    }
    out.put("images", twins.images());
    out.put("pairs", twins.pairs());
    out.put("across_people", twins.acrossPeople());
    out.put("queries", twins.queries());
    out.put("queries_other_person", twins.queriesOtherPerson());
    out.put("samples", samples);
    return out;
  }

  private static Map<String, Object> split(Findings found) {
    SplitFacts split = found.split();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("protocol", split.protocol());
    out.put("seed", split.seed());
    out.put("digest", split.digest());
    out.put("queries", split.queries());
    out.put("gallery", split.gallery());
    out.put("left_out", split.leftOut());
    split.problem().ifPresent(why -> out.put("problem", why));
    return out;
  }
}
