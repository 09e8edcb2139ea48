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
 * How a cell was made. {@link CellStore} writes and reads it; the components' names are the keys in
 * the file. Optional components are left out of the file when empty.
 *
 * @param backend what computes the networks; {@code none} if the cell needs none
 * @param codes digest of the codes file; empty: the cell failed or is too old to have one
 * @param command {@code run} and its options as given, plus the experiments file if it was found by
 *     default; empty: the cell is too old to have it
 * @param config everything that decides the cell's numbers besides the data
 * @param data what was read
 * @param digests that must match for the cell to count as finished
 * @param facts of the method's training
 * @param featureFacts of the feature method's training; empty: nothing was trained
 * @param libraries versions by name
 * @param machine that made the cell
 * @param notes remarks on the data, such as people left out and corrupt files
 * @param peakMemoryMb highest resident memory of the process so far, MiB; −1: not known
 * @param program that made the cell
 * @param seconds by stage; {@code data} is shared by all cells of a run
 * @param seeds by purpose: {@code run}, {@code split}, {@code method}, {@code features}
 * @param split numbers of images by use
 * @param started start time in UTC, ISO 8601
 * @param trainingImages one or none: how well the codes separate the training images
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
   * What was read.
   *
   * @param counts of the reader, such as people and files skipped
   * @param images of the data set
   */
  public record DataCounts(Map<String, Long> counts, int images) {}

  /**
   * SHA-256 digests, lower-case hex.
   *
   * @param config of the configuration
   * @param data of the images and labels
   * @param format version of the cell's layout
   * @param split of its rows
   */
  public record CellDigests(String config, String data, String format, String split) {}

  /**
   * The machine, and the settings that limit the number of threads.
   *
   * @param arch processor architecture
   * @param cores number of processors
   * @param cpu name of the processor
   * @param heapMb limit of Java's heap, MiB
   * @param java version of Java
   * @param openMpThreads from the environment; empty: not set
   * @param openBlasThreads from the environment; empty: not set
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
   * The program.
   *
   * @param dirty true if files differed from the revision
   * @param revision commit, or {@code unknown}
   * @param version of the release
   */
  public record Program(boolean dirty, String revision, String version) {}

  /**
   * Numbers of images in a split.
   *
   * @param gallery images that are searched
   * @param leftOut images or people that are not used; the protocol decides which of them it counts
   * @param people shown in the split
   * @param protocol name of the split protocol
   * @param query query images
   * @param train training images
   * @param validation validation images
   */
  public record SplitCounts(
      int gallery, int leftOut, int people, String protocol, int query, int train, int validation) {
    /**
     * {@return true if the split comes with the data set; such sets show digits and objects, not
     * faces}
     */
    public boolean given() {
      return protocol.equals("given");
    }
  }

  /** {@return how well the codes separate the training images, if it was measured} */
  public Optional<Collapse> collapse() {
    return trainingImages.stream().findFirst();
  }

  /**
   * A text or number of the configuration.
   *
   * @param path keys joined with dots, for example {@code method.settings.batch}
   * @return the value as text; empty if there is none
   */
  public Optional<String> configured(String path) {
    return Optional.ofNullable(texts(config).get(path)).filter(value -> !value.isEmpty());
  }

  /**
   * A number of the configuration.
   *
   * @param path keys joined with dots, for example {@code method.settings.batch}
   * @return the value; empty if there is none or it is not a number
   */
  public OptionalDouble configuredNumber(String path) {
    try {
      return configured(path).stream().mapToDouble(Double::parseDouble).findFirst();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * {@return the MAP of a random order in the cell's gallery, assuming equally many gallery images
   * of each person who appears in a query; empty if the split has no images}
   */
  public OptionalDouble chance() {
    double each = configuredNumber("split.settings.queries").orElse(0);
    // With unseen identities only those count that are not used for training. The protocol "given"
    // states its queries in total, not per person.
    boolean perPerson = !split.given() && each >= 1 && split.query() >= each;
    double people = perPerson ? split.query() / each : split.people();
    if (people < 1 || split.gallery() < people) {
      return OptionalDouble.empty();
    }
    int relevant = (int) Math.round(split.gallery() / people);
    return OptionalDouble.of(Chance.averagePrecision(relevant, split.gallery()));
  }

  /** {@return the provenance as plain maps, lists, texts and numbers, by the keys of the file} */
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
