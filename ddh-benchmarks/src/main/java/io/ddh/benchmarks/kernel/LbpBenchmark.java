package io.ddh.benchmarks.kernel;

import io.ddh.core.FeatureExtractor;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.data.lbp.LbpFeatures;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.registry.Registry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** LBP histograms of 1,024 rendered faces. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LbpBenchmark {
  private static final int[][] CLOCKWISE = {
    {-1, -1}, {-1, 0}, {-1, 1}, {0, 1}, {1, 1}, {1, 0}, {1, -1}, {0, -1}
  };

  private Images images;
  private FeatureExtractor lbp;

  /** Renders the faces and checks the histograms of a few. */
  @Setup
  public void prepare() {
    LabeledImages faces = FaceJob.render(Registry.load(), "wild", 64, 16, Progress.NONE);
    images = faces.images();
    lbp = new LbpFeatures().train(FaceJob.training(faces, faces.size()), 1, Progress.NONE);
    float[] fast = extract().values();
    for (int image = 0; image < 8; image++) {
      float[] own =
          Arrays.copyOfRange(
              fast, image * LbpFeatures.DIMENSION, (image + 1) * LbpFeatures.DIMENSION);
      Answers.check("lbp of image " + image, own, plain(images, image), 1e-6);
    }
  }

  /** Histograms of all faces. */
  @Benchmark
  public Features extract() {
    return lbp.extract(images, Progress.NONE).get("lbp");
  }

  private static double[] plain(Images images, int image) {
    double[] out = new double[LbpFeatures.DIMENSION];
    int rows = images.height() - 2;
    int columns = images.width() - 2;
    for (int y = 1; y <= rows; y++) {
      for (int x = 1; x <= columns; x++) {
        int code = 0;
        for (int bit = 0; bit < 8; bit++) {
          int[] step = CLOCKWISE[bit];
          if (grey(images, image, y + step[0], x + step[1]) >= grey(images, image, y, x)) {
            code |= 1 << bit;
          }
        }
        int cell = 2 * ((y - 1) / (rows / 2)) + (x - 1) / (columns / 2);
        out[cell * 59 + bin(code)] += 1.0 / (rows / 2 * (columns / 2));
      }
    }
    return out;
  }

  private static int bin(int code) {
    if (changes(code) > 2) {
      return 58;
    }
    int bin = 0;
    for (int smaller = 0; smaller < code; smaller++) {
      bin += changes(smaller) <= 2 ? 1 : 0;
    }
    return bin;
  }

  private static int changes(int code) {
    int changes = 0;
    for (int bit = 0; bit < 8; bit++) {
      changes += (code >> bit & 1) == (code >> (bit + 1) % 8 & 1) ? 0 : 1;
    }
    return changes;
  }

  /** BT.601 in thousandths, rounded half up. */
  private static int grey(Images images, int image, int y, int x) {
    int at = image * images.imageLength() + (y * images.width() + x) * 3;
    byte[] pixels = images.pixels();
    int thousandths =
        299 * (pixels[at] & 255) + 587 * (pixels[at + 1] & 255) + 114 * (pixels[at + 2] & 255);
    return (thousandths + 500) / 1000;
  }
}
