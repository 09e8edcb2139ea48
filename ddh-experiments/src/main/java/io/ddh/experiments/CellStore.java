package io.ddh.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and writes the result files {@code results/<data set>/cells/<cell>.json}. A file is written
 * whole or not at all.
 */
public final class CellStore {
  private static final String SUFFIX = ".json";

  /** One line per scalar, arrays in one line: short and readable. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private CellStore() {}

  /**
   * The facts of a method, which can be written.
   *
   * @throws IllegalArgumentException if they hold what JSON can't
   */
  public static Map<String, Object> checked(Map<String, Object> facts) {
    try {
      JSON.writeValueAsBytes(facts);
      return facts;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("facts are no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static Map<String, Object> plain(Provenance provenance) {
    return JSON.convertValue(provenance, new TypeReference<Map<String, Object>>() {});
  }

  /** Folder of a data set's cells. */
  public static Path folder(Path resultsDir, String dataset) {
    return resultsDir.resolve(dataset).resolve("cells");
  }

  /** File of one cell. */
  public static Path file(Path resultsDir, String dataset, String id) {
    return folder(resultsDir, dataset).resolve(id + SUFFIX);
  }

  /** Names of the data sets that have a cells folder, sorted; empty without results. */
  public static List<String> datasets(Path resultsDir) throws IOException {
    if (!Files.isDirectory(resultsDir)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(resultsDir)) {
      return children
          .filter(child -> Files.isDirectory(child.resolve("cells")))
          .map(child -> child.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /**
   * All cells of a data set, sorted by file name; failed ones too.
   *
   * @throws BadInputException naming a file that is no cell of this program
   */
  public static List<Cell> readAll(Path resultsDir, String dataset) throws IOException {
    Path folder = folder(resultsDir, dataset);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> files;
    try (Stream<Path> children = Files.list(folder)) {
      files = children.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    }
    List<Cell> cells = new ArrayList<>(files.size());
    for (Path file : files) {
      read(file).ifPresent(cells::add);
    }
    return List.copyOf(cells);
  }

  /** The cell of that name, if it has a file. */
  public static Optional<Cell> read(Path resultsDir, String dataset, String id) throws IOException {
    Path file = file(resultsDir, dataset, id);
    return Files.isRegularFile(file) ? read(file) : Optional.empty();
  }

  /** Empty if another process has just set it aside. */
  private static Optional<Cell> read(Path file) throws IOException {
    Cell cell;
    try {
      cell = JSON.readValue(Files.readAllBytes(file), Cell.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new BadInputException(file + ": is no cell file: " + e.getOriginalMessage(), e);
    }
    if (cell.format() != Cell.FORMAT) {
      throw new BadInputException(
          file + ": format " + cell.format() + " found, this program reads " + Cell.FORMAT);
    }
    return Optional.of(cell);
  }

  /** Writes a cell whole or not at all, over an older one. */
  public static void write(Path resultsDir, Cell cell) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(cell);
    AtomicFile.write(
        file(resultsDir, cell.dataset(), cell.id()),
        out -> {
          out.write(bytes);
          out.write('\n');
        });
  }

  /** Keeps an older file of the cell as {@code <cell>.json.stale}. */
  public static void setAside(Path resultsDir, String dataset, String id) throws IOException {
    Path file = file(resultsDir, dataset, id);
    if (Files.exists(file)) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".stale"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
