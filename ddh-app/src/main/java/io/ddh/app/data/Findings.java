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
 * @param form name of the data set's form, which is also that of its reader
 * @param reason why the data set was read in that form, one line
 * @param shape height, width and channels of the images as read
 * @param grey number of images without colour
 * @param blank number of images whose pixels all have the same colour
 * @param files facts about the image files; empty if images are not separate files
 * @param counts numbers that the reader counted, such as unreadable files, by name
 * @param split the split across which copies and twins were sought
 * @param suggestedCrop crop to the part of the images that the faces fill; empty if none is
 *     suggested
 * @param sheets paths of the contact sheets
 * @param yaml the data set as one line for {@code experiments.yaml}
 * @param refused why {@code ddh run} would refuse the data set; empty if it would not
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
   * Facts about the image files.
   *
   * @param sizes lists of width, height and number of files with that size, the most frequent size
   *     first
   * @param same groups of files whose bytes are equal
   */
  record ImageFiles(
      int images,
      CountRange width,
      CountRange height,
      List<List<Integer>> sizes,
      List<List<String>> same) {}

  /**
   * Copies: images with the same pixels.
   *
   * @param surplus number of images that are copies of an earlier image
   * @param acrossPeople number of groups of copies with images of more than one person
   * @param queries number of query images with a copy in the gallery
   */
  record SamePixels(int surplus, int acrossPeople, int queries, List<List<String>> groups) {}

  /**
   * Twins: images that are near duplicates of each other, see {@link io.ddh.data.check.Twins}.
   *
   * @param images number of images that have a twin
   * @param queries number of query images with a twin in the gallery
   */
  record SameImage(
      int images,
      long pairs,
      long acrossPeople,
      int queries,
      int queriesOtherPerson,
      List<Pair> samples) {}

  /** Two images that are near duplicates, with their rows in the data set. */
  record Pair(List<Integer> rows, List<String> images, double correlation, boolean samePerson) {}

  /**
   * The split that copies and twins were sought across.
   *
   * @param seed seed of a run, from which that of the split is derived
   * @param digest digest of the rows of the split
   * @param leftOut number of people who have too few images for the split
   * @param problem why the split can't be drawn, in which case all numbers are 0 and the digest is
   *     empty
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
   * @param share part of the image side that faces fill, in (0, 1]
   * @param crop value of the setting {@code crop}: pixels, or a percentage if the images differ in
   *     size
   * @param spreadMiddle standard deviation of the grey level between images, in the middle of the
   *     images
   * @param spreadBorder standard deviation of the grey level between images, at their border
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
   * Returns what {@code ddh data check --keep} stores beside the results.
   *
   * @return the numbers of queries with twins and copies, and the split to which they apply
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
