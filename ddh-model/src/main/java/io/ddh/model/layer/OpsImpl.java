package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Base class of layers that ND4J operations compute. Its batch norm computes the same as {@link
 * BatchNorm}, on matrices of rows×channels. All values stay in ND4J's arrays, which may be on a
 * GPU.
 */
abstract class OpsImpl<L extends FusedLayer> extends FusedImpl<L> {
  final Kept raw = new Kept(); // rows before the batch norm
  final Kept active = new Kept(); // rows after the activation
  final Kept scale = new Kept(); // γ/√(σ²+ε), one per channel
  private final Kept mean = new Kept();
  private final Kept variance = new Kept();
  private final Kept inverse = new Kept();
  private final Kept shift = new Kept();

  OpsImpl(NeuralNetConfiguration conf, DataType type, L layer) {
    super(conf, type, layer);
  }

  /** Reshapes an array to rows of the given number of values. */
  static INDArray rows(INDArray array, long values) {
    return array.reshape('c', array.length() / values, values);
  }

  @Override
  Moments moments() {
    return new Moments(mean.get().toDoubleVector(), variance.get().toDoubleVector());
  }

  /**
   * Prepares the batch norm from the batch (rows×channels) in training, and from the running
   * statistics otherwise.
   */
  void prepare(boolean training, INDArray batch) {
    if (training) {
      mean.copy(batch.mean(0));
      INDArray centred = batch.subRowVector(mean.get());
      variance.copy(centred.muli(centred).mean(0));
    } else {
      mean.copy(parameter(FusedLayer.MEAN));
      variance.copy(parameter(FusedLayer.VARIANCE));
    }
    INDArray root = Transforms.sqrt(variance.get().add(BatchNorm.EPSILON), false);
    inverse.copy(root.rdivi(1));
    scale.copy(inverse.get().mul(parameter(FusedLayer.GAMMA)));
    shift.copy(parameter(FusedLayer.BETA).sub(mean.get().mul(scale.get())));
  }

  /** Normalises values in place: v ← v·scale + shift. */
  INDArray normalize(INDArray v) {
    return v.muliRowVector(scale.get()).addiRowVector(shift.get());
  }

  /** Normalises values that are given as sign(γ)·v, in place. */
  INDArray normalizeSigned(INDArray peak) {
    return peak.muliRowVector(Transforms.abs(scale.get())).addiRowVector(shift.get());
  }

  /** Computes the active rows, which are the raw rows after the batch norm, if there is one. */
  INDArray normalizeRows(boolean training) {
    INDArray z = active.copy(raw.get());
    if (layer.channels() > 0) {
      prepare(training, raw.get());
      normalize(z);
    }
    return z;
  }

  /**
   * Returns the gradient of the raw rows, computed from that of the normalised rows, and sets the
   * gradient of the bias.
   */
  INDArray normalizeBack(INDArray g) {
    if (layer.channels() == 0) {
      gradient(FusedLayer.BIAS).assign(g.sum(0));
      return g;
    }
    gradient(FusedLayer.BIAS).assign(0); // batch norm cancels the bias
    INDArray rest = normalizeBack(g, raw.get(), raw.get());
    return rest.addi(g.muliRowVector(scale.get()));
  }

  /**
   * Sets the gradients of γ and β and the updates of the running statistics. Returns the part of
   * the input's gradient that every value gets, whether or not a gradient reaches its output: −k₂(v
   * − mean) − k₁.
   *
   * @param g gradient of the normalised output, rows×channels
   * @param at the batch norm's input at those rows
   * @param v the whole input of the batch norm, rows×channels
   */
  INDArray normalizeBack(INDArray g, INDArray at, INDArray v) {
    double count = v.size(0);
    INDArray beta = g.sum(0);
    INDArray gamma = at.subRowVector(mean.get()).muli(g).sum(0).muli(inverse.get());
    INDArray k1 = beta.mul(scale.get()).divi(count);
    INDArray k2 = gamma.mul(scale.get()).muli(inverse.get()).divi(count);
    gradient(FusedLayer.GAMMA).assign(gamma);
    gradient(FusedLayer.BETA).assign(beta);
    step(FusedLayer.MEAN, mean.get());
    step(FusedLayer.VARIANCE, variance.get());
    return v.subRowVector(mean.get()).muliRowVector(k2.negi()).subiRowVector(k1);
  }

  private void step(String name, INDArray batch) {
    gradient(name).assign(parameter(name).sub(batch).muli(1 - BatchNorm.DECAY));
  }
}
