package io.ddh.experiments.cli;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.npy.NpyCodes;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.experiments.CsvRows;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.evaluate.CurvesCsv;
import io.ddh.experiments.evaluate.NpyLabels;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh evaluate}, which computes exact metrics of codes in NumPy files. The files
 * may come from any program.
 */
@Command(
    name = "evaluate",
    description = {
      "Compute exact metrics of binary codes in NumPy .npy files.",
      "Codes are an array of shape (n, K) of ±1 or 0/1, or, with --bits K, of shape (n, ⌈K/8⌉) of"
          + " bytes from numpy.packbits.",
      "Labels are an array of n integers. A gallery item is relevant if it has the query's label."
    })
public final class EvaluateCommand extends ToolCommand {
  private static final int[] DEFAULT_AT_N = {100, 500, 1000};

  @Option(names = "--queries", required = true, paramLabel = "NPY", description = "Query codes.")
  private Path queries;

  @Option(names = "--gallery", required = true, paramLabel = "NPY", description = "Gallery codes.")
  private Path gallery;

  @Option(
      names = "--query-labels",
      required = true,
      paramLabel = "NPY",
      description = "One label per query.")
  private Path queryLabels;

  @Option(
      names = "--gallery-labels",
      required = true,
      paramLabel = "NPY",
      description = "One label per gallery item.")
  private Path galleryLabels;

  @Option(names = "--bits", paramLabel = "K", description = "Code length; needed for packed codes.")
  private Optional<Integer> bits = Optional.empty();

  @Option(
      names = "--at-n",
      paramLabel = "N",
      split = ",",
      description =
          "Values of N for precision at N (default: 100, 500 and 1000, up to the size of the"
              + " gallery).")
  private List<Integer> atN = List.of();

  @Option(
      names = "--map-at",
      paramLabel = "K",
      split = ",",
      description = {
        "Values of K for MAP of the first K, e.g. 100,1000. map@K/hits divides by the number of",
        "relevant items among the first K, map@K/relevant by the number of all relevant items."
      })
  private List<Integer> mapAt = List.of();

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      description = "Also write the precision-recall curves to this CSV file.")
  private Optional<Path> curves = Optional.empty();

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write metrics as CSV.")
  private Optional<Path> csv = Optional.empty();

  @Override
  public Integer call() {
    if (csv.isPresent() && csv.equals(curves)) {
      throw new BadInputException(
          "--csv and --curves: both name " + csv.get() + "; valid: two different files");
    }
    bits.ifPresent(k -> OptionRange.check("--bits", k, 1, 1 << 20));
    mapAt.forEach(k -> OptionRange.check("--map-at", k, 1));
    BinaryCodes queryCodes = NpyCodes.read(queries, optional(bits));
    BinaryCodes galleryCodes = NpyCodes.read(gallery, optional(bits));
    if (queryCodes.bits() != galleryCodes.bits()) {
      throw BadInputException.of(
          "%s: has codes of %d bits, but %s has codes of %d bits; valid: equal code lengths",
          queries, queryCodes.bits(), gallery, galleryCodes.bits());
    }
    int size = galleryCodes.size();
    atN.forEach(n -> OptionRange.check("--at-n", n, 1, size));
    int[][] labels = NpyLabels.labels(queryLabels, queryCodes.size(), galleryLabels, size);
    Evaluation evaluation =
        Evaluator.evaluate(
            new LabeledCodes(queryCodes, labels[0]),
            new LabeledCodes(galleryCodes, labels[1]),
            Registry.load().metrics(),
            atN.isEmpty() ? Evaluator.fitting(DEFAULT_AT_N, size) : array(atN),
            array(mapAt),
            Progress.NONE);
    Map<String, Double> metrics = new TreeMap<>(evaluation.metrics());
    CsvRows rows = new CsvRows("metric", "value");
    metrics.forEach(rows::add);
    csv.ifPresent(file -> write("--csv", file, rows.text()));
    curves.ifPresent(file -> write("--curves", file, CurvesCsv.of(evaluation.curves())));
    print("%d queries, %d gallery items, %d bits", queryCodes.size(), size, queryCodes.bits());
    if (evaluation.withoutRelevant() > 0) {
      print(
          "%d queries have no relevant gallery item and count as 0", evaluation.withoutRelevant());
    }
    metrics.forEach((key, value) -> print("%s=%s", key, value));
    return 0;
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(n -> n).toArray();
  }

  private static void write(String option, Path file, String text) {
    try {
      AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new BadInputException(option + " " + file + ": can't be written: " + Reason.of(e), e);
    }
  }
}
