package io.ddh.data.pixels;

import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Raw pixels for the shallow rows, for example {@code sdh+pixels}: each image's H·W·C values in
 * their order, divided by 255, so in [0, 1]. Methods centre or normalise them as they do with any
 * features. Four bytes a value: 70,000 images of 28×28×1 are 220 MB, 60,000 of 32×32×3 are 737 MB.
 */
public final class PixelFeatures implements FeatureMethod {
  static final String OUTPUT = "pixels";

  private static final int BLOCK = 256;

  @Override
  public List<String> outputs() {
    return List.of(OUTPUT);
  }

  @Override
  public int dimension(String output) {
    return 0;
  }

  @Override
  public int dimension(String output, ImageShape shape) {
    return shape.length();
  }

  @Override
  public boolean worthKeeping() {
    return false;
  }

  @Override
  public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
    return extractor();
  }

  @Override
  public FeatureExtractor restore(TensorFile state, String where) {
    return extractor();
  }

  private static FeatureExtractor extractor() {
    return FeatureExtractor.untrained(
        OUTPUT, (images, report) -> Map.of(OUTPUT, extract(images, report)));
  }

  static Features extract(Images images, Progress progress) {
    int n = images.size();
    int length = images.imageLength();
    float[] table = new float[256];
    for (int v = 0; v < table.length; v++) {
      table[v] = v / 255f;
    }
    byte[] pixels = images.pixels();
    float[] out = new float[n * length];
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        n,
        BLOCK,
        (from, to) -> {
          for (int i = from * length; i < to * length; i++) {
            out[i] = table[pixels[i] & 255];
          }
          progress.report("pixels", done.addAndGet(to - from), n);
        });
    return new Features(length, out);
  }
}
