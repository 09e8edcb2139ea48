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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code ddh bench}, which measures how fast this machine does the work of a run. It
 * takes about a minute.
 */
@Command(
    name = "bench",
    description = {
      "Measure training, encoding, evaluation and LBP on this machine.",
      "Uses rendered faces and codes of 48 bits. A rate is the median of its rounds; the keys"
          + " that end in '.min' and '.max' give the smallest and the largest round."
    })
public final class BenchCommand extends ToolCommand {
  private static final int GALLERY = 63_800;
  private static final int GALLERY_PEOPLE = 1_595;

  @Option(names = "--method", description = "Network to train (default: ${DEFAULT-VALUE}).")
  private String method = "ddh+aug";

  @Option(names = "--people", description = "Number of people (default: ${DEFAULT-VALUE}).")
  private int people = 530;

  @Option(
      names = "--images",
      description = "Training images per epoch (default: ${DEFAULT-VALUE}, 26 batches).")
  private int images = 6656;

  @Option(
      names = "--rounds",
      description = "Timed rounds, which follow a warm-up round (default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(
      names = "--queries",
      description =
          "Number of queries to rank against 63,800 random codes (default: ${DEFAULT-VALUE}).")
  private int queries = 4_000;

  @Override
  public Integer call() {
    OptionRange.check("--people", people, 2, 10_000);
    OptionRange.check("--images", images, people, 100_000);
    OptionRange.check("--rounds", rounds, 1, 1_000);
    OptionRange.check("--queries", queries, 1, 100_000);
    Platform.backendNotices().forEach(notice -> print("note=%s", notice));
    print("backend=%s", Platform.backendDescription());
    print("cores=%d", Runtime.getRuntime().availableProcessors());
    print("threads=%d", Parallel.threads());
    Registry registry = Registry.load();
    Bench bench = new Bench(registry, rounds);
    long start = System.nanoTime();
    int each = (images + people - 1) / people;
    LabeledImages faces = FaceJob.render(registry, "wild", people, each, Progress.NONE);
    print("render.images_per_second=%.0f", faces.size() / ((System.nanoTime() - start) / 1e9));
    Bench.Trained trained = bench.train(method, faces, images);
    rates("train.images_per_second", trained.perSecond());
    rates("encode.images_per_second", bench.encode(trained.hasher(), faces));
    rates("evaluate.pairs_per_second", bench.evaluate(queries, GALLERY, GALLERY_PEOPLE));
    rates("lbp.images_per_second", bench.lbp(faces));
    return 0;
  }

  private void rates(String key, double[] perSecond) {
    Spread spread = Spread.of(perSecond);
    print("%s=%.0f", key, spread.median());
    print("%s.min=%.0f", key, spread.min());
    print("%s.max=%.0f", key, spread.max());
  }
}
