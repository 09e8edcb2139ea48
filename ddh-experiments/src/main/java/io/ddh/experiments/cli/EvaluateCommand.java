package io.ddh.experiments.cli;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.LabeledCodes;
import io.ddh.core.Progress;
import io.ddh.core.npy.NpyCodes;
import io.ddh.eval.Evaluation;
import io.ddh.eval.Evaluator;
import io.ddh.experiments.evaluate.CurvesCsv;
import io.ddh.experiments.evaluate.NpyLabels;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ddh evaluate}: exact metrics of codes in NumPy files, whoever made them. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Exact metrics of binary codes in NumPy .npy files.",
      "Codes: (n, K) of ±1 or 0/1, or with --bits K (n, ⌈K/8⌉) of numpy.packbits bytes.",
      "Labels: (n,) of integers; an item is relevant when its label is the query's."
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final int[] DEFAULT_AT_N = {100, 500, 1000};

  /** A number of a list. */
  private static final class Count implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("-?[0-9]{1,9}")) {
        throw new TypeConversionException(
            "found '" + text + "'; valid: whole numbers up to 999999999, for example 100,1000");
      }
      return Integer.valueOf(text);
    }
  }

  @Spec private CommandSpec spec;

  @Option(names = "--queries", required = true, paramLabel = "NPY", description = "Query codes.")
  private Path queries;

  @Option(names = "--gallery", required = true, paramLabel = "NPY", description = "Gallery codes.")
  private Path gallery;

  @Option(
      names = "--query-labels",
      required = true,
      paramLabel = "NPY",
      description = "One label a query.")
  private Path queryLabels;

  @Option(
      names = "--gallery-labels",
      required = true,
      paramLabel = "NPY",
      description = "One label a gallery item.")
  private Path galleryLabels;

  @Option(names = "--bits", paramLabel = "K", description = "Code length; needed for packed codes.")
  private Optional<Integer> bits = Optional.empty();

  @Option(
      names = "--at-n",
      paramLabel = "N",
      split = ",",
      converter = Count.class,
      description = "N of precision at N (default: those of 100,500,1000 that the gallery has).")
  private List<Integer> atN = List.of();

  @Option(
      names = "--map-at",
      paramLabel = "K",
      split = ",",
      converter = Count.class,
      description = {
        "K of MAP of the first K, for example 100,1000: map@K/hits divides by the relevant items",
        "among the first K, map@K/relevant by all of them."
      })
  private List<Integer> mapAt = List.of();

  @Option(
      names = "--curves",
      paramLabel = "FILE",
      description = "Also write the precision-recall curves here, as CSV.")
  private Optional<Path> curves = Optional.empty();

  @Option(names = "--csv", paramLabel = "FILE", description = "Also write metric,value here.")
  private Optional<Path> csv = Optional.empty();

  @Override
  public Integer call() throws IOException {
    if (csv.isPresent() && csv.equals(curves)) {
      throw new BadInputException(
          "--csv and --curves: both " + csv.get() + "; valid: a file for each");
    }
    bits.ifPresent(k -> require(k >= 1 && k <= 1 << 20, "--bits", k, "1 to 1048576"));
    OptionalInt k = bits.map(OptionalInt::of).orElse(OptionalInt.empty());
    BinaryCodes queryCodes = NpyCodes.read(queries, k);
    BinaryCodes galleryCodes = NpyCodes.read(gallery, k);
    if (queryCodes.bits() != galleryCodes.bits()) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: codes of %d bits, but %s has %d; valid: equal lengths",
              queries,
              queryCodes.bits(),
              gallery,
              galleryCodes.bits()));
    }
    int[][] labels =
        NpyLabels.labels(queryLabels, queryCodes.size(), galleryLabels, galleryCodes.size());
    Evaluation evaluation =
        Evaluator.evaluate(
            new LabeledCodes(queryCodes, labels[0]),
            new LabeledCodes(galleryCodes, labels[1]),
            Registry.load().metrics(),
            cutoffs(galleryCodes.size()),
            mapCutoffs(),
            Progress.NONE);
    Map<String, Double> metrics = new TreeMap<>(evaluation.metrics());
    if (csv.isPresent()) {
      StringBuilder text = new StringBuilder("metric,value\n");
      metrics.forEach((key, value) -> text.append(key).append(',').append(value).append('\n'));
      write("--csv", csv.get(), text.toString());
    }
    if (curves.isPresent()) {
      write("--curves", curves.get(), CurvesCsv.of(evaluation.curves()));
    }
    print(queryCodes, galleryCodes.size(), evaluation.withoutRelevant(), metrics);
    return 0;
  }

  private int[] cutoffs(int size) {
    for (int n : atN) {
      require(n >= 1 && n <= size, "--at-n", n, "1 to " + size + ", the gallery's size");
    }
    return atN.isEmpty()
        ? Evaluator.fitting(DEFAULT_AT_N, size)
        : atN.stream().mapToInt(n -> n).toArray();
  }

  private int[] mapCutoffs() {
    mapAt.forEach(k -> require(k >= 1, "--map-at", k, "1 or more; beyond the gallery's size all"));
    return mapAt.stream().mapToInt(k -> k).toArray();
  }

  private static void require(boolean condition, String option, int found, String valid) {
    if (!condition) {
      throw new BadInputException(option + ": found " + found + "; valid: " + valid);
    }
  }

  private void print(
      BinaryCodes queryCodes, int gallerySize, int withoutRelevant, Map<String, Double> metrics) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        queryCodes.size()
            + " queries, "
            + gallerySize
            + " gallery items, "
            + queryCodes.bits()
            + " bits");
    if (withoutRelevant > 0) {
      out.println(withoutRelevant + " queries have no relevant gallery item and count 0");
    }
    metrics.forEach((key, value) -> out.println(key + "=" + value));
    out.flush();
  }

  private static void write(String option, Path file, String text) {
    try {
      AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      String reason =
          e instanceof FileSystemException f && f.getReason() != null
              ? f.getReason()
              : e.getMessage();
      throw new BadInputException(option + " " + file + ": can't be written: " + reason, e);
    }
  }
}
