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
 * What {@code ddh data check} found. The names of the components, in snake case, are the keys of
 * the command's JSON output.
 *
 * @param form name of the data set's form, which is also the name of its reader
 * @param reason why the data set was read in that form, in one line
 * @param shape height, width and channels of the images as read
 * @param grey number of images without colour
 * @param blank number of images whose pixels all have the same colour
 * @param files facts about the image files; empty if images are not separate files
 * @param counts numbers that the reader counted, by name, such as the number of unreadable files
 * @param split the split whose queries and gallery were compared to find copies and twins
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
   * @param sizes the sizes, the most frequent first; each is a list of width, height and number of
   *     files
   * @param same groups of files whose bytes are equal
   */
  record ImageFiles(
      int images,
      CountRange width,
      CountRange height,
      List<List<Integer>> sizes,
      List<List<String>> same) {}

  /**
   * Copies, which are images with the same pixels.
   *
   * @param surplus number of images that are copies of an earlier image
   * @param acrossPeople number of groups of copies that contain images of more than one person
   * @param queries number of query images with a copy in the gallery
   */
  record SamePixels(int surplus, int acrossPeople, int queries, List<List<String>> groups) {}

  /**
   * Twins, which are images that are near duplicates of each other; see {@link
   * io.ddh.data.check.Twins}.
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
   * The split whose queries and gallery were compared to find copies and twins.
   *
   * @param seed seed of a run, from which the seed of the split is derived
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
   * @param share share of the image's side that faces fill, in (0, 1]
   * @param crop value of the setting {@code crop}, in pixels, or as a percentage if the images
   *     differ in size
   * @param spreadMiddle standard deviation, across images, of the grey level in the middle of an
   *     image
   * @param spreadBorder standard deviation, across images, of the grey level at the border of an
   *     image
   */
  record Crop(double share, String crop, double spreadMiddle, double spreadBorder) {}

  /**
   * {@return the findings as one JSON object; docs/data-commands.md names the keys}
   *
   * @throws JsonProcessingException never, since all values can be written as JSON
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
