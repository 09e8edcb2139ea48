package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Citation;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TensorFile;
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
public abstract sealed class DdhMethod extends NetworkMethod permits Ddh, DdhPaper, DdhAugmented {
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
  final Settings settings() {
    return settings;
  }

  @Override
  final Hasher learn(TrainingRun run, int bits, Progress progress) {
    Training training = run.training();
    Networks networks = run.networks();
    ComputationGraph net =
        networks.ddh(shape(), bits, run.data().identities(), training.rate(), training.decay());
    Objective objective = new SoftmaxObjective(run.data());
    Map<String, Object> facts = run.train(net, objective, run.checkpoints(bits), progress).facts();
    facts.put("parameters", net.numParams(false) - statistics(bits));
    ComputationGraph encoder = Encoder.copyParameters(net, networks.ddhEncoder(shape(), bits));
    return new NetworkHasher(name(), bits, shape().texts(), run.encoder(encoder), facts);
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
