package io.ddh.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads and writes the result files {@code results/<data set>/cells/<cell>.json}. A file is written
 * completely or not at all.
 */
public final class CellStore {
  private static final String SUFFIX = ".json";

  /** Writes one line for each scalar and each array, so that files are short and readable. */
  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private CellStore() {}

  /**
   * Checks that a method's facts can be written as JSON.
   *
   * @param facts values by name
   * @return the same facts
   * @throws IllegalArgumentException if a value can't be expressed in JSON
   */
  public static Map<String, Object> checked(Map<String, Object> facts) {
    try {
      JSON.writeValueAsBytes(facts);
      return facts;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "facts can't be written as JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Returns the folder of a data set's cells.
   *
   * @param resultsDir results folder
   * @param dataset name of the data set
   * @return the folder, which may not exist
   */
  public static Path folder(Path resultsDir, String dataset) {
    return resultsDir.resolve(dataset).resolve("cells");
  }

  /**
   * Returns the file of one cell.
   *
   * @param resultsDir results folder
   * @param dataset name of the data set
   * @param id name of the cell, see {@link Cell#id}
   * @return the file, which may not exist
   */
  public static Path file(Path resultsDir, String dataset, String id) {
    return folder(resultsDir, dataset).resolve(id + SUFFIX);
  }

  /**
   * Lists the data sets that have a folder for cells.
   *
   * @param resultsDir results folder, which may not exist
   * @return the names of the data sets, sorted
   * @throws IOException if a folder can't be read
   */
  public static List<String> datasets(Path resultsDir) throws IOException {
    return list(resultsDir, child -> Files.isDirectory(child.resolve("cells"))).stream()
        .map(child -> child.getFileName().toString())
        .sorted()
        .toList();
  }

  private static List<Path> list(Path folder, Predicate<Path> kept) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(kept).sorted().toList();
    }
  }

  /**
   * Reads all cells of a data set, including failed ones.
   *
   * @param resultsDir results folder
   * @param dataset name of the data set
   * @return the cells, sorted by file name; empty if there is no folder
   * @throws BadInputException if a file is not a cell of this program; the message names the file
   * @throws IOException if a file can't be read
   */
  public static List<Cell> readAll(Path resultsDir, String dataset) throws IOException {
    List<Cell> cells = new ArrayList<>();
    for (Path file : list(folder(resultsDir, dataset), f -> f.toString().endsWith(SUFFIX))) {
      read(file).ifPresent(cells::add);
    }
    return List.copyOf(cells);
  }

  /**
   * Reads one cell.
   *
   * @param resultsDir results folder
   * @param dataset name of the data set
   * @param id name of the cell, see {@link Cell#id}
   * @return the cell; empty if it has no file
   * @throws BadInputException if the file is not a cell of this program
   * @throws IOException if the file can't be read
   */
  public static Optional<Cell> read(Path resultsDir, String dataset, String id) throws IOException {
    Path file = file(resultsDir, dataset, id);
    return Files.isRegularFile(file) ? read(file) : Optional.empty();
  }

  /** Reads a cell file. The result is empty if another process has just renamed the file. */
  private static Optional<Cell> read(Path file) throws IOException {
    Cell cell;
    try {
      cell = JSON.readValue(Files.readAllBytes(file), Cell.class);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new BadInputException(file + ": not a cell file: " + e.getOriginalMessage(), e);
    }
    if (cell.format() != Cell.FORMAT) {
      throw new BadInputException(
          file + ": found format " + cell.format() + "; this program reads format " + Cell.FORMAT);
    }
    return Optional.of(cell);
  }

  /**
   * Writes a cell; an older file of the same cell is replaced. The file is written completely or
   * not at all.
   *
   * @param resultsDir results folder
   * @param cell the cell
   * @throws IOException if the file can't be written
   */
  public static void write(Path resultsDir, Cell cell) throws IOException {
    Path file = file(resultsDir, cell.dataset(), cell.id());
    AtomicFile.writeText(file, JSON.writeValueAsString(cell) + "\n");
  }

  /**
   * Renames an existing file of the cell to {@code <cell>.json.stale}.
   *
   * @param resultsDir results folder
   * @param dataset name of the data set
   * @param id name of the cell, see {@link Cell#id}
   * @throws IOException if the file can't be renamed
   */
  public static void setAside(Path resultsDir, String dataset, String id) throws IOException {
    Path file = file(resultsDir, dataset, id);
    if (Files.exists(file)) {
      Path aside = file.resolveSibling(file.getFileName() + ".stale");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
