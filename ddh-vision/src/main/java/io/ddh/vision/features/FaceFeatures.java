package io.ddh.vision.features;

import io.ddh.core.BadInputException;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.Images;
import io.ddh.core.Parallel;
import io.ddh.core.Pretrained;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.PhotoFace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The features {@code face}: in each photo, the face nearest to the middle is found, aligned and
 * turned into 128 floats by networks that were trained elsewhere ({@link FaceFinder}). If no face
 * is found, the largest centre square is treated as the face; the fact {@code images_without_face}
 * counts such photos. The photos of a data set must keep their original aspect ratio, so they must
 * be square or the data set must have a {@code crop}.
 */
public final class FaceFeatures implements FeatureMethod {
  static final String OUTPUT = "face";
  static final int DIMENSION = 128;

  private static final String NETWORKS = "networks";
  private static final int BLOCK = 16;

  private final PhotoNetworks networks;

  /** Creates the feature method; called by the service loader. */
  public FaceFeatures() {
    this(new PhotoNetworks(System.getenv()));
  }

  FaceFeatures(PhotoNetworks networks) {
    this.networks = networks;
  }

  @Override
  public List<String> outputs() {
    return List.of(OUTPUT);
  }

  @Override
  public int dimension(String output) {
    return DIMENSION;
  }

  @Override
  public Optional<Pretrained> pretrained() {
    return Optional.of(networks.pretrained());
  }

  @Override
  public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
    return new Extractor();
  }

  @Override
  public FeatureExtractor restore(TensorFile state, String where) {
    String here = networks.identity();
    if (!state.text(NETWORKS).equals(here)) {
      throw BadInputException.of(
          "%s: was made with the networks %s, but this machine has %s",
          where, state.text(NETWORKS), here);
    }
    return new Extractor();
  }

  private final class Extractor implements FeatureExtractor {
    private volatile int withoutFace;

    @Override
    public Map<String, Features> extract(Images images, Progress progress) {
      int n = images.size();
      float[] out = new float[Math.multiplyExact(n, DIMENSION)];
      AtomicInteger done = new AtomicInteger();
      AtomicInteger missed = new AtomicInteger();
      try (FaceFinder finder = networks.open()) {
        Parallel.blocks(
            n,
            BLOCK,
            (from, to) -> {
              for (int i = from; i < to; i++) {
                PhotoFace face = finder.central(images, i);
                System.arraycopy(face.vector(), 0, out, i * DIMENSION, DIMENSION);
                missed.addAndGet(face.points().isEmpty() ? 1 : 0);
              }
              progress.report("photos", done.addAndGet(to - from), n);
            });
      }
      withoutFace = missed.get();
      return Map.of(OUTPUT, new Features(DIMENSION, out));
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of("images_without_face", withoutFace);
    }

    @Override
    public TensorFile state() {
      return new TensorFile("extractor/" + OUTPUT, Map.of(NETWORKS, networks.identity()), Map.of());
    }
  }
}
