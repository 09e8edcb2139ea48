package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Citation;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.model.layer.Head;
import io.ddh.model.loss.ExponentialLoss;
import io.ddh.model.loss.HashLoss;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Row {@code deephash}, which is a wide convolutional network. The network is trained first as a
 * classifier in two stages (see {@link Pretraining}) and then with an {@link ExponentialLoss} over
 * pairs. The method is reconstructed from the paper's abstract and learns from n×side×side×C
 * pixels, where the side is at least 28. Results are reproducible to the same degree as those of
 * {@link DdhMethod}.
 */
public final class DeepHash extends NetworkMethod {
  private static final Profile PROFILE =
      profile(
          "deephash",
          true,
          new Citation(
              "Y. Mu, Z. Liu",
              "Deep Hashing: A Joint Approach for Image Signature Learning",
              "AAAI",
              2017,
              "10.48550/arXiv.1608.03658"),
          List.of(
              "Reconstructed from the paper's abstract, which names an exponentiated hashing loss,"
                  + " its bilinear smooth approximation and two-stage supervised pre-training;"
                  + " every formula, size and setting is ours, because we had no full text.",
              "Loss: similar and dissimilar pairs of a batch have the same total weight. A pair"
                  + " costs exp(-y p), where p is the mean product of the bits. In each product, "
                  + "the bit of"
                  + " one image is a sign, held constant, and that of the other a tanh; the two "
                  + "ways to"
                  + " assign sign and tanh are averaged.",
              "Network: 3x3 convolutions with batch norm, a mean over the last map, a dense layer.",
              "Pre-training stage 1 trains the trunk with a softmax, and stage 2 the trunk and the"
                  + " dense layer, also with a softmax; each runs once for all code lengths.",
              "Fine-tuning batches have 16 images per class, or as many as there are (the setting"
                  + " 'batches: plain' picks at random). Recipe images are flipped and shifted;"
                  + " for digits, which must not be flipped, set flip to false."),
          BatchOrder.with(
              Pretraining.with(
                  Map.of("epochs", 15, "rate", 5e-4, "init", "he-glorot", "schedule", "cosine"))),
          DeepHash::new);

  /** Creates the method with its default settings. */
  public DeepHash() {
    this(PROFILE.settings());
  }

  private DeepHash(Settings settings) {
    super(PROFILE, settings);
    Pretraining.stages(settings);
    for (Pretraining.Stage stage : Pretraining.Stage.values()) {
      Pretraining.recipe(settings, stage);
    }
    shape();
    BatchOrder.together(settings);
  }

  @Override
  public Settings suited(Settings its, int images) {
    return Pretraining.suited(Recipe.suited(its, images), images);
  }

  @Override
  Recipe recipe() {
    return Recipe.of(settings(), Schedule.of(settings(), "schedule"), false);
  }

  private WideShape shape() {
    Settings its = settings();
    return WideShape.of(its.path("trunk"), its.text("trunk"), its.integer("dense", 1, 65_536));
  }

  @Override
  public void checkImages(ImageShape shape) {
    Networks.Shape input = DdhMethod.inputShape(name(), shape);
    if (!shape().fits(input.side())) {
      throw BadInputException.of(
          "%s: images of %s are too large for trunk %s; make the images smaller",
          name(), shape, shape().trunk());
    }
  }

  @Override
  CheckpointStore ownStore(long seed) {
    return CheckpointStore.inMemory(Seeds.derive(seed, "shelf"));
  }

  @Override
  protected HashLoss loss(LossTask task) {
    return new ExponentialLoss();
  }

  @Override
  Layers layers(int bits) {
    return layers(shape());
  }

  @Override
  Layers layers(int bits, TensorFile file, String where) {
    int dense = Integer.parseInt(file.text("dense"));
    Check.inRange("dense", dense, 1, 65_536);
    return layers(WideShape.of(where + ": trunk", file.text("trunk"), dense));
  }

  private static Layers layers(WideShape trunk) {
    return new Layers(trunk, Optional.of(new Head(0, false, false)));
  }

  @Override
  Map<String, String> texts() {
    return Map.of("trunk", shape().trunk(), "dense", Integer.toString(shape().dense()));
  }

  @Override
  BatchOrder order(TrainingRun run) {
    return BatchOrder.pairs(run);
  }

  @Override
  Progress prepare(TrainingRun run, LossTask task, ComputationGraph net, int done) {
    Pretraining pretraining = new Pretraining(run, shape());
    int before = pretraining.left() - done;
    int total = before + run.recipe().epochs();
    pretraining.run(net, task.progress(), total, task.facts());
    return Pretraining.part(task.progress(), "hashing", before, total);
  }
}
