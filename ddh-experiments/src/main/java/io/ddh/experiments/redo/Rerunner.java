package io.ddh.experiments.redo;

import io.ddh.core.BadInputException;
import io.ddh.core.Seeds;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.report.Sample;
import io.ddh.experiments.run.Plan;
import io.ddh.experiments.run.RunListener;
import io.ddh.experiments.run.Runner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes a sample of stored cells again, in a separate folder.
 *
 * @param places finds the current location of the cells' data
 * @param registry methods, features and readers that a cell can name
 * @param results folder of the stored cells, which is only read
 * @param folder folder in which cells are made; it should be empty, so that no cell counts as
 *     finished
 */
public record Rerunner(Places places, Registry registry, Path results, Path folder) {

  /** Finds the current location of the data of a cell. */
  @FunctionalInterface
  public interface Places {
    /**
     * Returns the settings of the cell's data set, including its path if it has one.
     *
     * @param cell a stored cell
     * @return the settings by key
     * @throws BadInputException if the data set is unknown
     * @throws IOException if the experiments file can't be read
     */
    Map<String, Object> of(Cell cell) throws IOException;
  }

  /**
   * Chooses a random sample of finished cells.
   *
   * @param dataset name of the only data set to choose from; empty to choose from all
   * @param count maximum number of cells
   * @param seed random seed for choosing the cells
   * @return the cells, sorted so that those with the same features and data are together
   * @throws IOException if a file can't be read
   */
  public List<Cell> sample(String dataset, int count, long seed) throws IOException {
    List<Cell> all = new ArrayList<>();
    for (String name : CellStore.datasets(results)) {
      if (dataset.isEmpty() || name.equals(dataset)) {
        CellStore.readAll(results, name).stream().filter(Cell::done).forEach(all::add);
      }
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
    Collections.shuffle(order, new Random(Seeds.derive(seed, "rerun")));
    return order.stream().limit(count).sorted().map(all::get).toList();
  }

  /**
   * Makes a cell again from its stored configuration, and compares the new cell with the stored
   * one.
   *
   * @param cell a stored cell
   * @param listener receives the progress of the run that makes the cell
   * @return the comparison; it contains no new cell if none could be made
   * @throws IOException if a file can't be read or written
   */
  public Rerun again(Cell cell, RunListener listener) throws IOException {
    try {
      Plan plan = StoredPlan.of(cell, places.of(cell), registry);
      List<String> differences = Redo.differences(cell, plan.cells().get(0));
      if (!differences.isEmpty()) {
        return Rerun.failed(cell, "not the same configuration: " + differences.get(0));
      }
      Path made = folder.resolve("results");
      new Runner(registry, made, folder.resolve("work"), false, List.of(), listener).run(plan);
      return CellStore.read(made, cell.dataset(), cell.id())
          .map(again -> compare(cell, again))
          .orElseGet(() -> Rerun.failed(cell, "no result"));
    } catch (BadInputException e) { // its data or its method is missing
      return Rerun.failed(cell, e.getMessage());
    }
  }

  private Rerun compare(Cell cell, Cell again) {
    try {
      double[] maps =
          CellStore.readAll(results, cell.dataset()).stream()
              .filter(c -> c.done() && c.method().equals(cell.method()) && c.bits() == cell.bits())
              .mapToDouble(Cell::map)
              .toArray();
      return Rerun.of(cell, again, Sample.of(maps).sd());
    } catch (IOException e) {
      return Rerun.failed(cell, e.toString());
    }
  }
}
