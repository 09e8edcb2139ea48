package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.OffHeap;
import io.ddh.model.loss.SoftmaxLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * CNN features for shallow methods. The network is DDH's trunk up to a face feature layer of 192
 * units, trained as a plain softmax classifier on the training images. The DDH paper does not say
 * where its CNN features come from. The extractor's outputs are {@code cnn} (n×192) and {@code
 * cnn-class} (n×1, the predicted identity number within the training set).
 */
public final class CnnFeatures implements FeatureMethod {
  static final String FEATURES = "cnn";
  static final String PREDICTED = "cnn-class";

  private static final int MOST_IDENTITIES = 10_000_000;

  private final Settings settings;

  /** Creates the method with its default settings. */
  public CnnFeatures() {
    this.settings = Settings.of(FEATURES, defaults(), Map.of());
  }

  private CnnFeatures(Settings settings) {
    this.settings = settings;
    Recipe.of(settings, Schedule.CONSTANT, false);
    width();
  }

  @Override
  public List<String> outputs() {
    return List.of(FEATURES, PREDICTED);
  }

  @Override
  public Map<String, Object> defaults() {
    Map<String, Object> out = new LinkedHashMap<>(Recipe.defaults(false));
    out.put("width", 192);
    return out;
  }

  @Override
  public int dimension(String output) {
    return output.equals(PREDICTED) ? 1 : width();
  }

  private int width() {
    return settings.integer("width", 1, 65_536);
  }

  @Override
  public FeatureMethod configure(Settings changed) {
    return new CnnFeatures(changed);
  }

  @Override
  public Settings suited(Settings its, int images) {
    return Recipe.suited(its, images);
  }

  @Override
  public int revision() {
    return Trainer.REVISION;
  }

  @Override
  public void checkImages(ImageShape shape) {
    DdhMethod.inputShape(FEATURES, shape);
  }

  @Override
  public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
    return train(data, seed, CheckpointStore.none(seed), progress);
  }

  @Override
  public FeatureExtractor train(
      TrainingSet data, long seed, CheckpointStore store, Progress progress) {
    Settings suited = suited(settings, data.size());
    if (suited != settings) {
      return configure(suited).train(data, seed, store, progress);
    }
    Recipe recipe = Recipe.of(settings, Schedule.CONSTANT, false);
    TrainingRun run = TrainingRun.of(FEATURES, data, recipe, settings, store, seed);
    int people = data.identities();
    Trunk trunk = new FaceTrunk(width(), true);
    ComputationGraph net =
        run.networks().classifier(trunk, width(), people, recipe.rate(), recipe.decay());
    Trainer.Outcome outcome =
        run.train(net, BatchOrder.shuffled(data), run.checkpoints(0), progress);
    return new Extractor(width(), people, run.encoder(net), outcome.facts());
  }

  @Override
  public FeatureExtractor restore(TensorFile state, String where) {
    try {
      int width = Integer.parseInt(state.text("width"));
      Check.inRange("width", width, 1, 65_536);
      int identities = Integer.parseInt(state.text("identities"));
      Check.inRange("identities", identities, 1, MOST_IDENTITIES);
      Trunk trunk = new FaceTrunk(width, true);
      Encoder encoder = Encoder.of(state, n -> n.classifier(trunk, width, identities, 0, 0));
      return new Extractor(width, identities, encoder, Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + e.getMessage() + ")", e);
    }
  }

  /** Computes the features, and from them the classes by the learned softmax. */
  private record Extractor(int width, int identities, Encoder encoder, Map<String, Object> facts)
      implements FeatureExtractor {
    @Override
    public Map<String, Features> extract(Images images, Progress progress) {
      float[] values = encoder.encode(images, width, progress);
      float[] classifier = OffHeap.values(encoder.net().getLayer(Networks.LOSS).params());
      float[] predicted = SoftmaxLoss.predict(values, width, classifier);
      return Map.of(FEATURES, new Features(width, values), PREDICTED, new Features(1, predicted));
    }

    @Override
    public TensorFile state() {
      return encoder.file(
          "extractor/" + FEATURES,
          Map.of("width", Integer.toString(width), "identities", Integer.toString(identities)));
    }
  }
}
