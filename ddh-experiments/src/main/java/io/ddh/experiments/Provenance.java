package io.ddh.experiments;

import static com.fasterxml.jackson.annotation.JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY;
import static com.fasterxml.jackson.annotation.JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.type.TypeReference;
import io.ddh.eval.Chance;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a cell was made. {@link CellStore} writes the provenance as part of the cell's file; the keys
 * in the file are the names of the components of this record. Optional components are left out of
 * the file if they are empty.
 *
 * @param backend library that computes the networks; {@code none} if no such library is available
 * @param codes digest of the codes file; empty if the cell failed or if an older version made the
 *     cell
 * @param command {@code run} and its options as given, plus the experiments file if it was found by
 *     default; empty if an older version made the cell
 * @param config everything, apart from the data, that decides the cell's numbers
 * @param data numbers of images and files that were read
 * @param digests digests that must match for the cell to count as finished
 * @param facts facts that the method reports about its training
 * @param featureFacts facts that the feature method reports about its training; empty if nothing
 *     was trained
 * @param libraries versions of the libraries, by name
 * @param machine machine that made the cell
 * @param notes remarks on the data, such as people left out and corrupt files
 * @param peakMemoryMb highest resident memory of the process so far, in MiB; −1 if it is not known
 * @param program program that made the cell
 * @param seconds seconds by stage of the work; the stage {@code data} is shared by all cells of a
 *     run
 * @param seeds seeds by purpose: {@code run}, {@code split}, {@code method}, {@code features}
 * @param split numbers of images by their use in the split
 * @param started start time in UTC, ISO 8601
 * @param trainingImages how well the codes separate the training images; the list has one element,
 *     or is empty if this was not measured
 */
@JsonPropertyOrder(alphabetic = true)
public record Provenance(
    String backend,
    @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) String codes,
    @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> command,
    Map<String, Object> config,
    DataCounts data,
    CellDigests digests,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Object> facts,
    @JsonInclude(Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Object> featureFacts,
    Map<String, String> libraries,
    Machine machine,
    List<String> notes,
    long peakMemoryMb,
    Program program,
    Map<String, Double> seconds,
    Map<String, Long> seeds,
    SplitCounts split,
    String started,
    @JsonInclude(Include.NON_EMPTY)
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        @JsonFormat(with = {ACCEPT_SINGLE_VALUE_AS_ARRAY, WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED})
        List<Collapse> trainingImages) {
  /**
   * Numbers of images and files that were read.
   *
   * @param counts counts that the reader reports, such as people and skipped files
   * @param images number of images in the data set
   */
  public record DataCounts(Map<String, Long> counts, int images) {}

  /**
   * SHA-256 digests of what decides a cell's numbers, as lower-case hex.
   *
   * @param config digest of the configuration
   * @param data digest of the images and labels
   * @param format version of the cell's layout
   * @param split digest of the rows of the split
   */
  public record CellDigests(String config, String data, String format, String split) {}

  /**
   * The machine that made a cell, and the settings that limit the number of threads.
   *
   * @param arch processor architecture
   * @param cores number of processors
   * @param cpu name of the processor
   * @param heapMb limit of Java's heap, in MiB
   * @param java version and vendor of Java
   * @param openMpThreads value of the environment variable OMP_NUM_THREADS; empty if it is not set
   * @param openBlasThreads value of the environment variable OPENBLAS_NUM_THREADS; empty if it is
   *     not set
   * @param os operating system
   * @param threads number of threads of the program
   */
  @JsonPropertyOrder(alphabetic = true)
  public record Machine(
      String arch,
      int cores,
      String cpu,
      long heapMb,
      String java,
      @JsonProperty("OMP_NUM_THREADS")
          @JsonInclude(Include.NON_EMPTY)
          @JsonSetter(nulls = Nulls.AS_EMPTY)
          String openMpThreads,
      @JsonProperty("OPENBLAS_NUM_THREADS")
          @JsonInclude(Include.NON_EMPTY)
          @JsonSetter(nulls = Nulls.AS_EMPTY)
          String openBlasThreads,
      String os,
      int threads) {}

  /**
   * The program that made a cell.
   *
   * @param dirty true if files differed from the committed revision
   * @param revision commit of the program, or {@code unknown}
   * @param version version of the release
   */
  public record Program(boolean dirty, String revision, String version) {}

  /**
   * Numbers of images in a split.
   *
   * @param gallery number of gallery images, which are searched
   * @param leftOut number of images or people that are not used; the split protocol decides whether
   *     images or people are counted
   * @param people number of people shown in the images of the split
   * @param protocol name of the split protocol
   * @param query number of query images
   * @param train number of training images
   * @param validation number of validation images
   */
  public record SplitCounts(
      int gallery, int leftOut, int people, String protocol, int query, int train, int validation) {
    /**
     * {@return true if the split comes with the data set} Data sets with such a split show digits
     * and objects, not faces.
     */
    public boolean given() {
      return protocol.equals("given");
    }
  }

  /** {@return how well the codes separate the training images, if this was measured} */
  public Optional<Collapse> collapse() {
    return trainingImages.stream().findFirst();
  }

  /**
   * Returns a string or number of the configuration.
   *
   * @param path keys joined with dots, for example {@code method.settings.batch}
   * @return the value as text; empty if the configuration has no such key
   */
  public Optional<String> configured(String path) {
    return Optional.ofNullable(texts(config).get(path)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns a number of the configuration.
   *
   * @param path keys joined with dots, for example {@code method.settings.batch}
   * @return the value; empty if the configuration has no such key or its value is not a number
   */
  public OptionalDouble configuredNumber(String path) {
    try {
      return configured(path).stream().mapToDouble(Double::parseDouble).findFirst();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * {@return the MAP that a random order of the cell's gallery would have, assuming that the
   * gallery has the same number of images of each person who appears in a query; empty if the split
   * has no images}
   */
  public OptionalDouble chance() {
    double each = configuredNumber("split.settings.queries").orElse(0);
    // With unseen people, only people who are not used for training count. The protocol "given"
    // states the total number of queries, not the number per person.
    boolean perPerson = !split.given() && each >= 1 && split.query() >= each;
    double people = perPerson ? split.query() / each : split.people();
    if (people < 1 || split.gallery() < people) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(split.gallery() / people);
    return OptionalDouble.of(Chance.averagePrecision(relevant, split.gallery()));
  }

  /**
   * {@return the provenance as plain maps, lists, strings and numbers, with the keys of the file}
   */
  public Map<String, Object> asMap() {
    return CellStore.JSON.convertValue(this, new TypeReference<Map<String, Object>>() {});
  }

  /** {@return all values as text, by keys joined with dots, for example {@code digests.data}} */
  public SortedMap<String, String> texts() {
    return texts(asMap());
  }

  /**
   * Flattens nested maps. The items of a list are joined with semicolons.
   *
   * @param nested values, lists and maps by key
   * @return all values as text, by keys joined with dots
   */
  public static SortedMap<String, String> texts(Map<String, ?> nested) {
    SortedMap<String, String> out = new TreeMap<>();
    nested.forEach((key, value) -> flatten(key, value, out));
    return Collections.unmodifiableSortedMap(out);
  }

  private static void flatten(String key, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> flatten(key + "." + name, inner, into));
    } else if (value instanceof List<?> list) {
      into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining("; ")));
    } else {
      into.put(key, String.valueOf(value));
    }
  }
}
