package io.ddh.app.model;

import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.registry.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Models of every row, trained in a moment. */
public final class ToyModels {
  static final Registry REGISTRY = Registry.load();
  static final int PEOPLE = 4;
  static final int SIDE = 28;

  private static final int EACH = 12;

  /** Trained once for all rows. */
  private static final Map<String, FeatureExtractor> EXTRACTORS = new ConcurrentHashMap<>();

  private ToyModels() {}

  /** Every row that can be trained, each shallow method on each features that suit it. */
  /** All rows, without those that differ from {@code csq} in nothing but the loss. */
  static List<String> rows() {
    List<String> left =
        List.of("face-euclidean", "greedyhash", "dpn", "orthohash", "dcdh", "cosface");
    List<String> out = new ArrayList<>();
    for (HashMethod method : REGISTRY.methods().values()) {
      if (method.name().startsWith("test-") || left.contains(method.name())) {
        continue;
      }
      if (method.features().isEmpty() || method.name().equals("class-id")) {
        out.add(method.name());
      } else {
        REGISTRY.outputs().keySet().stream()
            .filter(output -> !List.of("cnn-class", "face").contains(output))
            .forEach(output -> out.add(method.name() + "+" + output));
      }
    }
    return out;
  }

  /** Noisy images of people, who differ in brightness of their quarters. */
  static Images images(int n) {
    SplittableRandom random = new SplittableRandom(11);
    byte[] pixels = new byte[n * SIDE * SIDE];
    for (int at = 0; at < pixels.length; at++) {
      int i = at / (SIDE * SIDE);
      int y = at / SIDE % SIDE;
      int x = at % SIDE;
      int quarter = 2 * (y * 2 / SIDE) + x * 2 / SIDE;
      boolean light = quarter == i % PEOPLE;
      pixels[at] = (byte) ((light ? 150 : 60) + random.nextInt(60));
    }
    return new Images(SIDE, SIDE, 1, pixels);
  }

  private static TrainingSet training(Inputs inputs) {
    int[] labels = new int[inputs.size()];
    Arrays.setAll(labels, i -> i % PEOPLE);
    int fit = inputs.size() * 3 / 4;
    int[] all = new int[inputs.size()];
    Arrays.setAll(all, i -> i);
    Split split =
        new Split(
            "toy",
            1,
            Arrays.copyOf(all, fit),
            Arrays.copyOfRange(all, fit, all.length),
            new int[0],
            all,
            PEOPLE,
            List.of());
    return TrainingSet.of(inputs, labels, split);
  }

  private static Settings quick(String name, Map<String, Object> defaults) {
    Map<String, Object> given = new HashMap<>();
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("epochs", 2);
    wanted.put("batch", 16);
    wanted.put("trunk", "6/8");
    wanted.put("dense", 12);
    wanted.put("pretrain-batch", 16);
    wanted.put("stage1-epochs", 1);
    wanted.put("stage2-epochs", 1);
    wanted.put("width", 24);
    wanted.put("samples", 30);
    wanted.put("pairs", 10);
    wanted.put("basis", 5);
    wanted.put("anchors", 20);
    wanted.put("steps", 5);
    wanted.put("trees", 5);
    wanted.keySet().retainAll(defaults.keySet());
    given.putAll(wanted);
    if (name.equals("fasth")) {
      given.put("partners", 5);
    }
    return Settings.of(name, defaults, given);
  }

  /**
   * A trained row.
   *
   * @param hasher as trained
   * @param extractor of its features
   */
  public record Trained(ModelCard card, Hasher hasher, Optional<FeatureExtractor> extractor) {
    public HashModel write(Path file) throws IOException {
      return HashModel.write(file, card, hasher, extractor, REGISTRY);
    }

    io.ddh.core.BinaryCodes encode(Images images) {
      Inputs inputs = images;
      if (extractor.isPresent()) {
        String output = card.features().orElseThrow().output();
        inputs = extractor.get().extract(images, Progress.NONE).get(output);
      }
      return hasher.encode(inputs);
    }
  }

  public static Trained train(String name, int bits) {
    Row row = REGISTRY.row("test", name);
    Images images = images(PEOPLE * EACH);
    Inputs inputs = images;
    Optional<FeatureExtractor> extractor = Optional.empty();
    Optional<ModelCard.FeaturePart> part = Optional.empty();
    if (!row.features().isEmpty()) {
      String made = REGISTRY.outputs().get(row.features());
      FeatureMethod method = REGISTRY.features().get(made);
      Settings settings = quick(made, method.defaults());
      FeatureExtractor trained =
          EXTRACTORS.computeIfAbsent(
              made, once -> method.configure(settings).train(training(images), 5, Progress.NONE));
      inputs = trained.extract(images, Progress.NONE).get(row.features());
      extractor = Optional.of(trained);
      part =
          Optional.of(
              new ModelCard.FeaturePart(
                  row.features(), new ModelCard.Part(made, settings.asMap())));
    }
    Settings settings = quick(row.method().name(), row.method().defaults());
    Hasher hasher =
        row.method().configure(settings).train(training(inputs), bits, 3, Progress.NONE);
    ModelCard card =
        new ModelCard(
            row.name(),
            new ModelCard.Part(row.method().name(), settings.asMap()),
            part,
            bits,
            new FaceScaler(0, SIDE, 1),
            false,
            List.of("Ada", "Béla", "Chloé", "Ðorđe"),
            Map.of("seeds", Map.of("run", 1), "made", "2026-01-01T00:00:00Z"));
    return new Trained(card, hasher, extractor);
  }
}
