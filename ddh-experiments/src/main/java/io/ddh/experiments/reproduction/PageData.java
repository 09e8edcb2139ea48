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
 * The YAML above a page's template. This YAML chooses the numbers that the page can show. All keys
 * are optional.
 *
 * @param tables names of the tables to compare, which are data sets of the results folder or {@code
 *     paper/<data set>}
 * @param also names of further data sets whose numbers the text mentions
 * @param compare comparisons by name
 * @param bits code length of the ranks and of the small data sets
 * @param rows rows that are shown for the small data sets
 * @param sets names of the small data sets
 * @param under pairs of rows that are compared on the small data sets; a single pair need not be in
 *     a list
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
   * Two sides of a comparison, written as {@link Comparison.Side} reads them.
   *
   * @param pairwise true if the rows of the two sides are compared one by one
   */
  record Sides(String left, String right, boolean pairwise) {
    Comparison over(List<Source> sources) {
      return new Comparison(Side.parse(left), Side.parse(right), pairwise, sources);
    }
  }

  /**
   * Chooses the cells in which a network's MAP is lower than that of another row by more than a
   * limit.
   *
   * @param beside names of further rows whose MAP is shown with such a cell
   */
  record Under(String row, String other, double limit, List<String> beside) {}

  /**
   * Reads the YAML. The YAML starts at line 2 of its file; line numbers in messages take this into
   * account.
   */
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
      throw BadInputException.of(
          e, "%s: %s; docs/methods.md describes what is valid", key, message);
    }
  }
}
