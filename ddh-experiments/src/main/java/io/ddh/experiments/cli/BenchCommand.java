package io.ddh.experiments.cli;

import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.experiments.bench.Bench;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.bench.Spread;
import io.ddh.experiments.console.OptionRange;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.Platform;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ddh bench}: how fast this machine does the work of a run; a minute. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measure training, encoding, evaluation and LBP on this machine.",
      "Embedded faces, 48 bits; each rate is the median of the rounds, with .min and .max."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int GALLERY = 63_800;
  private static final int QUERIES = 4_000;
  private static final int GALLERY_PEOPLE = 1_595;

  @Spec private CommandSpec spec;

  @Option(
      names = "--method",
      defaultValue = "ddh+aug",
      description = "Network that is trained (default: ${DEFAULT-VALUE}).")
  private String method;

  @Option(
      names = "--people",
      defaultValue = "530",
      description = "Rendered people (default: ${DEFAULT-VALUE}).")
  private int people;

  @Option(
      names = "--images",
      defaultValue = "6656",
      description = "Images that an epoch trains on (default: ${DEFAULT-VALUE}, 26 batches).")
  private int images;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Timed rounds after one to warm up (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--queries",
      defaultValue = "" + QUERIES,
      description = "Queries against 63,800 made-up codes (default: ${DEFAULT-VALUE}).")
  private int queries;

  private PrintWriter out;

  @Override
  public Integer call() {
    OptionRange.check("--people", people, 2, 10_000);
    OptionRange.check("--images", images, people, 100_000);
    OptionRange.check("--rounds", rounds, 1, 1_000);
    OptionRange.check("--queries", queries, 1, 100_000);
    out = spec.commandLine().getOut();
    Platform.backendNotices().forEach(notice -> out.println("note=" + notice));
    out.println("backend=" + Platform.backendDescription());
    out.println("cores=" + Runtime.getRuntime().availableProcessors());
    out.println("threads=" + Parallel.threads());
    Registry registry = Registry.load();
    Bench bench = new Bench(registry, rounds);
    long start = System.nanoTime();
    int each = (images + people - 1) / people;
    LabeledImages faces = FaceJob.render(registry, "wild", people, each, Progress.NONE);
    print("render.images_per_second", faces.size() / ((System.nanoTime() - start) / 1e9));
    Bench.Trained trained = bench.train(method, faces, images);
    print("train.images_per_second", trained.perSecond());
    print("encode.images_per_second", bench.encode(trained.hasher(), faces));
    print("evaluate.pairs_per_second", bench.evaluate(queries, GALLERY, GALLERY_PEOPLE));
    print("lbp.images_per_second", bench.lbp(faces));
    return 0;
  }

  private void print(String key, double[] perSecond) {
    Spread spread = Spread.of(perSecond);
    print(key, spread.median());
    print(key + ".min", spread.min());
    print(key + ".max", spread.max());
  }

  private void print(String key, double value) {
    out.printf(Locale.ROOT, "%s=%.0f%n", key, value);
    out.flush();
  }
}
