package io.ddh.model;

import io.ddh.core.CheckpointStore;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.OffHeap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The two supervised stages before DeepHash's fine-tuning. The first stage trains the trunk with a
 * softmax on the mean over its map, and the second stage trains the trunk and the dense layer with
 * a softmax. Neither stage depends on the code length. Each stage's state is saved to the
 * checkpoint store after every epoch, so that training runs for other code lengths reuse it and an
 * interrupted training run resumes from it.
 *
 * @param run the fine-tuning, whose weight decay, initial weights and augmentation the stages use
 *     too
 * @param wide sizes of the layers
 */
record Pretraining(TrainingRun run, WideShape wide) {
  /** Settings that only the fine-tuning depends on. */
  private static final List<String> LATER =
      List.of(
          "epochs",
          "patience",
          "least-steps",
          "batch",
          "rate",
          "schedule",
          "batches",
          "together",
          "pretraining");

  private static final int BATCH = 128;

  /** Adds the settings of the network and of the stages with their defaults to others. */
  static Map<String, Object> with(Map<String, Object> others) {
    Map<String, Object> out = new TreeMap<>(others);
    out.put("trunk", "32/64-64/128-128");
    out.put("dense", 256);
    out.put("pretraining", "both");
    for (Stage stage : Stage.values()) {
      out.put(stage.label + "-epochs", stage.epochs);
      out.put(stage.label + "-rate", stage.rate);
    }
    out.put("pretrain-batch", BATCH);
    return out;
  }

  /** Adapts the settings of the stages to a small training set; see {@link SmallSet}. */
  static Settings suited(Settings settings, int images) {
    String[] epochs =
        Arrays.stream(Stage.values()).map(stage -> stage.label + "-epochs").toArray(String[]::new);
    return SmallSet.suited(settings, images, "pretrain-batch", BATCH, epochs);
  }

  /** A stage, with its default number of epochs and step size. */
  enum Stage {
    TRUNK("stage1", 30, 3e-3),
    DENSE("stage2", 10, 1e-3);

    private final String label; // name in settings and facts
    private final int epochs;
    private final double rate;

    Stage(String label, int epochs, double rate) {
      this.label = label;
      this.epochs = epochs;
      this.rate = rate;
    }
  }

  /** Returns the stages that the settings select. */
  static List<Stage> stages(Settings settings) {
    return switch (settings.choice("pretraining", List.of("none", "stage1", "both"))) {
      case "both" -> List.of(Stage.TRUNK, Stage.DENSE);
      case "stage1" -> List.of(Stage.TRUNK);
      default -> List.of();
    };
  }

  static Recipe recipe(Settings settings, Stage stage) {
    int epochs = settings.integer(stage.label + "-epochs", 1, 4000);
    int batch = settings.integer("pretrain-batch", 2, 65_536);
    double rate = settings.real(stage.label + "-rate", 1e-8, 1);
    Map<String, Object> its =
        Map.of("epochs", epochs, "least-steps", 0, "batch", batch, "rate", rate);
    return Recipe.of(settings.with(its), Schedule.ONE_CYCLE, true);
  }

  /** Returns the number of epochs that still have to run because no checkpoint covers them. */
  int left() {
    return stages(run.settings()).stream()
        .mapToInt(stage -> recipe(stage).epochs() - kept(stage))
        .sum();
  }

  private int kept(Stage stage) {
    return checkpoints(stage).last().map(TrainingState::epoch).orElse(0);
  }

  private Checkpoints checkpoints(Stage stage) {
    return new Checkpoints(run.store(), stage.label, made(stage));
  }

  /**
   * Trains the stages, or loads them from checkpoints, and copies their weights to a network.
   *
   * @param total number of epochs that have to run in the stages and the fine-tuning together
   * @param facts receives the facts about each stage, for the result file, under the stage's name
   */
  void run(ComputationGraph net, Progress progress, int total, Map<String, Object> facts) {
    int before = 0;
    TrainingSet data = run.data();
    Optional<ComputationGraph> below = Optional.empty();
    double images = data.fit().length;
    for (Stage stage : stages(run.settings())) {
      Recipe set = recipe(stage);
      ComputationGraph own = network(set, stage);
      below.ifPresent(trained -> copyLayers(trained, own));
      int kept = kept(stage);
      Trainer trainer =
          new Trainer(
              run.with(set),
              BatchOrder.shuffled(data),
              Seeds.derive(run.store().seed(), "batches", stage.label),
              part(progress, stage.label, before - kept, total));
      before += set.epochs() - kept;
      Checkpoints checkpoints = checkpoints(stage);
      Trainer.Outcome outcome = trainer.train(own, checkpoints);
      checkpoints.complete();
      Map<String, Object> its = outcome.facts();
      checkpoints.madeBy().ifPresent(by -> its.put(CheckpointStore.MADE_BY, by));
      its.put("seconds", Math.rint(outcome.state().epoch() * images / outcome.imagesPerSecond()));
      facts.put(stage.label, its);
      below = Optional.of(own);
    }
    below.ifPresent(trained -> copyLayers(trained, net));
  }

  private Recipe recipe(Stage stage) {
    return recipe(run.settings(), stage);
  }

  private ComputationGraph network(Recipe its, Stage stage) {
    int identities = run.data().identities();
    long seed = Seeds.derive(run.store().seed(), "network", stage.label);
    Networks networks = new Networks(run.input(), its.initialization(), seed, run.lanes());
    WideShape trunk = stage == Stage.TRUNK ? wide.withoutDense() : wide;
    int width = stage == Stage.TRUNK ? wide.width() : wide.dense();
    return networks.classifier(trunk, width, identities, its.rate(), its.decay());
  }

  /**
   * Returns everything that determines a stage's state: the settings of this stage and the earlier
   * ones, and the kind of computation.
   */
  private Map<String, Object> made(Stage stage) {
    Map<String, Object> out = new TreeMap<>(run.settings().asMap());
    LATER.forEach(out::remove);
    for (Stage later : Stage.values()) {
      if (later.compareTo(stage) > 0) {
        out.keySet().removeIf(key -> key.startsWith(later.label));
      }
    }
    if (stage == Stage.TRUNK) {
      out.remove("dense");
    }
    Checkpoints.computation(run.lanes(), out);
    return out;
  }

  /**
   * Copies the parameters of all layers but the last to the layers with the same names in another
   * network.
   */
  static void copyLayers(ComputationGraph from, ComputationGraph to) {
    Layer[] layers = from.getLayers();
    for (int i = 0; i < layers.length - 1; i++) {
      String name = layers[i].conf().getLayer().getLayerName();
      OffHeap.assign(to.getLayer(name).params(), OffHeap.values(layers[i].params()));
    }
  }

  /**
   * Reports the progress of one part of training as part of the progress of the whole training run.
   *
   * @param before number of epochs that ran before this part, minus the number of epochs of this
   *     part that checkpoints already contain
   * @param total number of epochs of the whole training run
   */
  static Progress part(Progress whole, String name, int before, int total) {
    return (what, done, epochs) -> whole.report(name + ": " + what, before + done, total);
  }
}
