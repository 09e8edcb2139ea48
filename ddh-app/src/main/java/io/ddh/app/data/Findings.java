package io.ddh.app.data;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.data.check.CountRange;
import io.ddh.experiments.report.KeptTwins;
import java.util.List;
import java.util.Map;

/**
 * What {@code ddh data check} found. The components are the keys of its JSON output, in snake case.
 *
 * @param form the reader's name
 * @param reason why that form was taken, one line
 * @param shape height, width and channels of the images as read
 * @param grey number of images without colour
 * @param blank number of images of one colour
 * @param files the image files; empty where images are not files of their own
 * @param counts the reader's counts, by name
 * @param split that copies and twins were looked for across
 * @param suggestedCrop which part of the images the faces fill; empty: nothing is suggested
 * @param sheets paths of the contact sheets
 * @param yaml one line for {@code experiments.yaml}
 * @param refused why {@code ddh run} would refuse the set; empty if it would not
 */
public record Findings(
    String name,
    String form,
    String reason,
    String digest,
    boolean synthetic,
    int people,
    int images,
    @JsonProperty("images_a_person") CountRange imagesPerPerson,
    List<Integer> shape,
    int grey,
    int blank,
    @JsonInclude(Include.NON_EMPTY) @JsonFormat(with = WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<ImageFiles> files,
    Map<String, Long> counts,
    List<String> notes,
    SamePixels copies,
    SameImage twins,
    SplitFacts split,
    @JsonInclude(Include.NON_EMPTY) @JsonFormat(with = WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<Crop> suggestedCrop,
    List<String> sheets,
    String yaml,
    @JsonInclude(Include.NON_EMPTY) String refused) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /**
   * The image files.
   *
   * @param sizes width, height and number of files, the most frequent first
   * @param same groups of files with the same bytes
   */
  record ImageFiles(
      int images,
      CountRange width,
      CountRange height,
      List<List<Integer>> sizes,
      List<List<String>> same) {}

  /**
   * Images with the same pixels.
   *
   * @param surplus number of images that repeat another
   * @param acrossPeople number of groups with several people
   * @param queries number of queries with a copy in the gallery
   */
  record SamePixels(int surplus, int acrossPeople, int queries, List<List<String>> groups) {}

  /**
   * Images that are near duplicates, see {@link io.ddh.data.check.Twins}.
   *
   * @param images number of images with a twin
   * @param queries number of queries with a twin in the gallery
   */
  record SameImage(
      int images,
      long pairs,
      long acrossPeople,
      int queries,
      int queriesOtherPerson,
      List<Pair> samples) {}

  /** Two images, with their rows in the data set. */
  record Pair(List<Integer> rows, List<String> images, double correlation, boolean samePerson) {}

  /**
   * The split.
   *
   * @param seed run seed
   * @param digest of its rows
   * @param leftOut number of people with too few images for it
   * @param problem why it can't be drawn; then all numbers are 0 and the digest is empty
   */
  record SplitFacts(
      String protocol,
      long seed,
      String digest,
      int queries,
      int gallery,
      int leftOut,
      @JsonInclude(Include.NON_EMPTY) String problem) {}

  /**
   * A suggested crop.
   *
   * @param share of the side that faces fill
   * @param crop the setting: pixels, or a percentage where sizes differ
   * @param spreadMiddle standard deviation of grey levels between images, in the middle
   * @param spreadBorder the same at the border
   */
  record Crop(double share, String crop, double spreadMiddle, double spreadBorder) {}

  /**
   * {@return the findings as one JSON object; docs/data-commands.md names the keys}
   *
   * @throws JsonProcessingException never: all values have a JSON form
   */
  public String json() throws JsonProcessingException {
    return JSON.writeValueAsString(this);
  }

  /**
   * Returns what {@code --keep} stores beside the results.
   *
   * @return numbers of queries with twins and copies, and the split that they hold for
   * @throws BadInputException if the split can't be drawn
   */
  public KeptTwins kept() {
    if (!split.problem().isEmpty()) {
      throw new BadInputException("--keep: the split can't be drawn: " + split.problem());
    }
    return new KeptTwins(
        split.seed(),
        digest,
        split.digest(),
        split.queries(),
        split.gallery(),
        twins.queries(),
        twins.queriesOtherPerson(),
        copies.queries());
  }
}
