package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.CheckpointStore;
import io.ddh.core.Citation;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.model.kernel.Lanes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Discriminative Deep Hashing (Lin, Li, Tang, IJCAI 2017) in one of its readings; see {@link
 * Reading}. Learns from square images of 28 pixels a side or more, 32 in the paper. The same seed
 * and number of threads give the same network; other numbers of threads change sums in the last
 * float digits, and so the codes a little.
 */
public abstract sealed class DdhMethod implements HashMethod permits Ddh, DdhPaper, DdhAugmented {
  /** What sets one row of the tables apart from the others. */
  enum Reading {
    /** The authors' published code. */
    RELEASED,
    /** Eq. 5 of the paper to the letter. */
    PAPER
  }

  static final int SMALLEST_SIDE = 28;

  private final Reading reading;
  private final boolean augmented;
  private final Settings settings;

  DdhMethod(Reading reading, boolean augmented) {
    this.reading = reading;
    this.augmented = augmented;
    this.settings = Settings.of(name(), defaults(), Map.of());
  }

  DdhMethod(Reading reading, boolean augmented, Settings settings) {
    this.reading = reading;
    this.augmented = augmented;
    this.settings = settings;
    shape();
    Training.of(settings);
  }

  @Override
  public final Citation citation() {
    return new Citation(
        "J. Lin, Z. Li, J. Tang",
        "Discriminative Deep Hashing for Scalable Face Image Retrieval",
        "IJCAI",
        2017,
        "10.24963/ijcai.2017/315");
  }

  @Override
  public final Map<String, Object> defaults() {
    boolean paper = reading == Reading.PAPER;
    Map<String, Object> out = new LinkedHashMap<>(Training.defaults(augmented));
    out.put("beta", paper ? 1.0 : 0.01);
    out.put("beta-on", paper ? "sum" : "mean");
    out.put("hash-norm", !paper);
    out.put("group", 4);
    return out;
  }

  @Override
  public final Settings suited(Settings its, int images) {
    return Training.suited(its, images);
  }

  @Override
  public final int revision() {
    return Trainer.REVISION;
  }

  private DdhShape shape() {
    return new DdhShape(
        settings.integer("group", 1, 64),
        settings.flag("hash-norm"),
        settings.real("beta", 0, 1e6),
        settings.choice("beta-on", List.of("sum", "mean")).equals("sum"));
  }

  @Override
  public final Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return train(data, bits, seed, CheckpointStore.none(seed), progress);
  }

  @Override
  public final Hasher train(
      TrainingSet data, int bits, long seed, CheckpointStore store, Progress progress) {
    checkBits(bits);
    Settings suited = suited(settings, data.size());
    if (suited != settings) {
      return configure(suited).train(data, bits, seed, store, progress);
    }
    Networks.Shape input = inputShape(name(), data.images().shape());
    Lanes lanes = Lanes.ofMachine();
    Training training = Training.of(settings);
    Scaling scaling = Scaling.of(data.images(), data.fit());
    Networks networks =
        new Networks(input, training.initialization(), Seeds.derive(seed, "network"), lanes);
    ComputationGraph net =
        networks.ddh(shape(), bits, data.identities(), training.rate(), training.decay());
    Trainer.Outcome outcome =
        new Trainer(
                data,
                new SoftmaxObjective(data),
                training,
                scaling,
                lanes,
                Seeds.derive(seed, "batches"),
                progress)
            .train(net, StoredCheckpoints.of(store, settings, bits, seed, lanes));
    ComputationGraph encoder = Encoder.copyParameters(net, networks.ddhEncoder(shape(), bits));
    Map<String, Object> facts = outcome.facts();
    facts.put("parameters", net.numParams(false) - statistics(bits));
    return new NetworkHasher(
        name(), bits, shape().texts(), new Encoder(encoder, input, scaling, lanes), facts);
  }

  /** Values of the running statistics, which the paper's parameter counts leave out. */
  private long statistics(int bits) {
    long hash = shape().normalized() ? bits * (shape().group() + 1L) : 0;
    return 2 * (20 + 40 + 60 + 80 + hash);
  }

  @Override
  public final Hasher restore(TensorFile state, String where) {
    return NetworkHasher.of(
        name(),
        state,
        where,
        (saved, networks, bits) -> networks.ddhEncoder(DdhShape.of(saved), bits));
  }

  @Override
  public final void checkImages(ImageShape shape) {
    inputShape(name(), shape);
  }

  /**
   * {@return the input size of the networks; only square images of a certain size fit the trunk}
   *
   * @param method name, for messages
   * @param shape of the images
   * @throws BadInputException if others are given
   */
  public static Networks.Shape inputShape(String method, ImageShape shape) {
    if (shape.height() != shape.width() || shape.height() < SMALLEST_SIDE) {
      throw new BadInputException(
          method
              + ": images must be square and at least "
              + SMALLEST_SIDE
              + " pixels, found "
              + shape);
    }
    return new Networks.Shape(shape.height(), shape.channels());
  }
}
