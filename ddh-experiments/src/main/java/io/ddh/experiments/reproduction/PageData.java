package io.ddh.experiments.reproduction;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Feature;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ddh.core.BadInputException;
import io.ddh.experiments.reproduction.Comparison.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The YAML above a page's template: the numbers that the page can show. All keys are optional.
 *
 * @param tables data sets of the results folder, or {@code paper/<data set>}; they are compared
 * @param also further data sets whose numbers the text mentions
 * @param compare comparisons by name
 * @param bits code length of ranks and small sets
 * @param rows of small sets
 * @param sets names of small sets
 * @param under pairs of rows that are compared on the small sets; a single pair need not be in a
 *     list
 */
record PageData(
    List<String> tables,
    List<String> also,
    Map<String, Sides> compare,
    int bits,
    List<String> rows,
    List<String> sets,
    @JsonFormat(with = Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Under> under) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
          .build();

  /**
   * Two sides that are compared, as {@link Comparison.Side} reads them.
   *
   * @param pairwise true for two kinds of rows that are compared row by row
   */
  record Sides(String left, String right, boolean pairwise) {
    Comparison over(List<Source> sources) {
      return new Comparison(Side.parse(left), Side.parse(right), pairwise, sources);
    }
  }

  /**
   * Where a network is under another row by more than a limit.
   *
   * @param beside rows whose MAP is shown with such a cell
   */
  record Under(String row, String other, double limit, List<String> beside) {}

  /** Reads the YAML, which starts at line 2 of its file. */
  static PageData read(String yaml) {
    try {
      return YAML.readValue(yaml.isBlank() ? "{}" : "\n" + yaml, PageData.class);
    } catch (UnrecognizedPropertyException e) {
      String valid =
          e.getKnownPropertyIds().stream().map(Object::toString).sorted().collect(joining(", "));
      throw new BadInputException("unknown key '" + e.getPropertyName() + "'; valid: " + valid, e);
    } catch (JsonProcessingException e) {
      String key =
          e instanceof JsonMappingException mapping
              ? mapping.getPath().stream()
                  .map(Reference::getFieldName)
                  .filter(Objects::nonNull)
                  .collect(joining("."))
              : "YAML";
      String message = e.getOriginalMessage().replaceAll("\\s+", " ");
      throw BadInputException.of(e, "%s: %s; valid: as docs/methods.md describes", key, message);
    }
  }
}
