package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Citation;
import io.ddh.core.DeclaredMethod;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.model.layer.Head;
import io.ddh.model.loss.HashLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Base class of methods that train a network to compute codes from square images. A network
 * consists of a trunk and a hash layer (see {@link Head}), learns by a {@link HashLoss}, and is
 * trained by a recipe. A new row needs only a loss; by default, it has DDH's trunk with 192 face
 * features, a dense hash layer with batch norm, and the recipe of {@code ddh+aug}.
 *
 * <p>The same seed and number of threads give the same network. A different number of threads
 * changes the last digits of sums and therefore a few bits of the codes.
 */
public abstract class NetworkMethod extends DeclaredMethod {
  private static final int WIDTH = 192;

  /**
   * Creates the method with given settings.
   *
   * @param profile what the method declares
   * @param settings its settings
   */
  protected NetworkMethod(Profile profile, Settings settings) {
    super(profile, settings);
    recipe();
  }

  /**
   * Creates the declaration of a method with the default recipe.
   *
   * @param name the method's name
   * @param augmented whether training images are flipped and shifted by default
   * @param citation the paper that introduced the loss
   * @param deviations the differences from the paper, with one sentence for each
   * @param more settings of the loss with their defaults, and other defaults of the recipe
   * @param configured function that creates the method with given settings
   * @return the declaration
   */
  protected static Profile profile(
      String name,
      boolean augmented,
      Citation citation,
      List<String> deviations,
      Map<String, Object> more,
      Function<Settings, HashMethod> configured) {
    Map<String, Object> defaults = Recipe.defaults(augmented);
    defaults.putAll(more);
    return new Profile(name, citation, deviations, defaults, configured);
  }

  /**
   * Creates the loss of one training.
   *
   * @param task the training images and the code length
   * @return the loss
   * @throws BadInputException if the loss cannot be used for these images or this code length
   */
  protected abstract HashLoss loss(LossTask task);

  /**
   * {@return a setting of the loss, which must be a number in [0, 1e6]}
   *
   * @param key the setting's key
   */
  protected final double weight(String key) {
    return settings().real(key, 0, 1e6);
  }

  /** {@return the form of the hash layer} */
  protected Head head() {
    return new Head(0, true, false);
  }

  /** Returns the layers below the loss. */
  Layers layers(int bits) {
    return new Layers(new FaceTrunk(WIDTH, true), Optional.of(head()));
  }

  /**
   * Returns the layers of a saved hasher.
   *
   * @param file the hasher's file, with the {@link #texts}
   * @param where where the file is, for messages
   * @throws IllegalArgumentException if properties are missing or invalid
   */
  Layers layers(int bits, TensorFile file, String where) {
    return layers(bits);
  }

  /** Returns the properties that the layers depend on, besides code length and input size. */
  Map<String, String> texts() {
    return Map.of();
  }

  Recipe recipe() {
    return Recipe.of(settings(), Schedule.CONSTANT, false);
  }

  /** Returns the order of the training images. */
  BatchOrder order(TrainingRun run) {
    return BatchOrder.shuffled(run.data());
  }

  /**
   * Prepares a network before it learns by the loss.
   *
   * @param done number of epochs that a checkpoint already contains
   * @return the progress to report the epochs to
   */
  Progress prepare(TrainingRun run, LossTask task, ComputationGraph net, int done) {
    return task.progress();
  }

  /** Returns the checkpoint store to use if the caller provides none. */
  CheckpointStore ownStore(long seed) {
    return CheckpointStore.none(seed);
  }

  @Override
  public Settings suited(Settings its, int images) {
    return Recipe.suited(its, images);
  }

  @Override
  public int revision() {
    return layers(1).trunk() instanceof Conv5Trunk ? 1 : Trainer.REVISION; // 1: no batch norm
  }

  @Override
  public void checkImages(ImageShape shape) {
    DdhMethod.inputShape(name(), shape);
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return train(data, bits, seed, ownStore(seed), progress);
  }

  @Override
  public final Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore store, Progress progress) {
    checkBits(bits);
    Settings suited = suited(settings(), data.size());
    if (suited != settings()) {
      return configure(suited).train(data, bits, seed, store, progress);
    }
    return learn(TrainingRun.of(name(), data, recipe(), settings(), store, seed), bits, progress);
  }

  private Hasher learn(TrainingRun run, int bits, Progress progress) {
    Recipe its = run.recipe();
    Map<String, Object> facts = new LinkedHashMap<>();
    LossTask task =
        new LossTask(run.data(), bits, its.initialization(), run.seed(), progress, facts);
    ComputationGraph net =
        run.networks().learner(layers(bits), bits, loss(task), its.rate(), its.decay());
    Checkpoints checkpoints = run.checkpoints(bits);
    int done = checkpoints.last().map(TrainingState::epoch).orElse(0);
    Trainer.Outcome outcome =
        run.train(net, order(run), checkpoints, prepare(run, task, net, done));
    facts.putAll(outcome.facts());
    facts.put("parameters", outcome.parameters());
    Encoder encoder = run.encoder(net).head(networks -> networks.encoder(layers(bits), bits));
    return new NetworkHasher(name(), bits, texts(), encoder, facts);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    try {
      int bits = Integer.parseInt(state.text("bits"));
      Check.inRange("bits", bits, 1, 1024);
      Layers layers = layers(bits, state, where);
      Encoder encoder = Encoder.of(state, networks -> networks.encoder(layers, bits));
      return new NetworkHasher(name(), bits, state.texts(), encoder, Map.of());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + e.getMessage() + ")", e);
    }
  }
}
