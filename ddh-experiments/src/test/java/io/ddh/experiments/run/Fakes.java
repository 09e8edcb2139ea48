package io.ddh.experiments.run;

import io.ddh.core.BinaryCodes;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Citation;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.share.Locks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** A data set, features and methods of a few milliseconds. */
public final class Fakes {
  /** Counts what was trained, by name. */
  public final Map<String, AtomicInteger> trained =
      Map.of(
          "toy", new AtomicInteger(),
          "other", new AtomicInteger(),
          "broken", new AtomicInteger(),
          "feat", new AtomicInteger(),
          "part", new AtomicInteger());

  /** Message that {@code broken} throws in training; empty: it works. */
  public String broken = "out of luck";

  /** The pixel that all images start with: changes the data's digest. */
  public int pixel = 7;

  /** Time that training takes, in milliseconds. */
  public long pause;

  /** Further methods of the registry. */
  public final List<HashMethod> methods = new ArrayList<>();

  /** Further features of the registry. */
  public final List<FeatureMethod> features = new ArrayList<>();

  /** A registry of the fakes. */
  public Registry registry() {
    List<HashMethod> all = new ArrayList<>(methods);
    all.addAll(
        List.of(new Method("toy", "feat"), new Method("other", ""), new Method("broken", "")));
    List<FeatureMethod> allFeatures = new ArrayList<>(features);
    allFeatures.add(new Feat());
    return Registry.of(all, allFeatures, List.of(new Reader()), List.of());
  }

  private void sleep() {
    if (pause > 0) {
      Locks.pause(Duration.ofMillis(pause));
    }
  }

  private final class Reader implements DatasetReader {
    @Override
    public String form() {
      return "fake";
    }

    @Override
    public Map<String, Object> defaults() {
      return Map.of("people", 4, "images", 6, "path", "");
    }

    @Override
    public Dataset read(String name, Settings settings, Path work, Progress progress) {
      int people = settings.integer("people", 1, 100);
      int each = settings.integer("images", 1, 100);
      byte[] pixels = new byte[people * each * 3];
      int[] labels = new int[people * each];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i / each;
        pixels[3 * i] = (byte) pixel;
        pixels[3 * i + 1] = (byte) (50 * labels[i]);
        pixels[3 * i + 2] = (byte) i;
      }
      List<String> names =
          java.util.stream.IntStream.range(0, people).mapToObj(p -> "p" + p).toList();
      LabeledImages images = new LabeledImages(new Images(1, 1, 3, pixels), labels, names);
      return new Dataset(
          name, images, true, "digest-" + pixel, Map.of("images", (long) labels.length), List.of());
    }
  }

  private final class Feat implements FeatureMethod {
    @Override
    public List<String> outputs() {
      return List.of("feat", "feat-second");
    }

    @Override
    public int dimension(String output) {
      return 2;
    }

    @Override
    public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
      trained.get("feat").incrementAndGet();
      sleep();
      return new FeatureExtractor() {
        @Override
        public Map<String, Features> extract(Images images, Progress p) {
          return Map.of("feat", features(images, 1), "feat-second", features(images, seed));
        }

        @Override
        public Map<String, Object> facts() {
          return Map.of("loss_by_epoch", List.of(2.5, 0.5));
        }
      };
    }

    private static Features features(Images images, long seed) {
      float[] values = new float[images.size() * 2];
      for (int i = 0; i < images.size(); i++) {
        values[2 * i] = images.pixels()[3 * i + 1];
        values[2 * i + 1] = images.pixels()[3 * i + 2] + seed % 3;
      }
      return new Features(2, values);
    }
  }

  private final class Method implements HashMethod {
    private final String name;
    private final String features;

    Method(String name, String features) {
      this.name = name;
      this.features = features;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Citation citation() {
      return new Citation("A. Nobody", "A toy", "Nowhere", 2000, "");
    }

    @Override
    public String features() {
      return features;
    }

    @Override
    public Map<String, Object> defaults() {
      return Map.of("rate", 0.5, "epochs", 3);
    }

    /** {@code other} has a part that does not depend on the code length. */
    @Override
    public Hasher train(
        TrainingSet data, int bits, long seed, CheckpointStore checkpoints, Progress progress) {
      if (name.equals("other")) {
        try {
          if (checkpoints.get("part", defaults()).isEmpty()) {
            trained.get("part").incrementAndGet();
            float[] value = {checkpoints.seed() % 1000};
            checkpoints.put(
                "part", defaults(), new TensorFile("any", Map.of(), Map.of("v", value)));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return train(data, bits, seed, progress);
    }

    @Override
    public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
      trained.get(name).incrementAndGet();
      sleep();
      if (name.equals("broken") && !broken.isEmpty()) {
        throw new IllegalStateException(broken);
      }
      return new Random(bits, seed);
    }
  }

  private record Random(int bits, long seed) implements Hasher {
    @Override
    public BinaryCodes encode(Inputs inputs) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] values = new float[inputs.size() * bits];
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextInt(2) - 0.5f;
      }
      return BinaryCodes.ofSigns(bits, values);
    }
  }
}
