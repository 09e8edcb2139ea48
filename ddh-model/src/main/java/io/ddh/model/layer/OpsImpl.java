package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Moments;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * What layers by ND4J operations share: {@link BatchNorm} over matrices of rows×channels.
 * Everything stays where ND4J keeps it.
 */
abstract class OpsImpl<L extends FusedLayer> extends FusedImpl<L> {
  final Kept raw = new Kept(); // in front of the norm
  final Kept active = new Kept(); // behind the activation
  final Kept scale = new Kept(); // γ/√(σ²+ε), one per channel
  private final Kept mean = new Kept();
  private final Kept variance = new Kept();
  private final Kept inverse = new Kept();
  private final Kept shift = new Kept();

  OpsImpl(NeuralNetConfiguration conf, DataType type, L layer) {
    super(conf, type, layer);
  }

  /** Rows of so many values. */
  static INDArray rows(INDArray array, long values) {
    return array.reshape('c', array.length() / values, values);
  }

  @Override
  Moments moments() {
    return new Moments(mean.get().toDoubleVector(), variance.get().toDoubleVector());
  }

  /** Sets the norm from the batch (rows×channels) in training, else from the running statistics. */
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

  /** v ← v·scale + shift, in place. */
  INDArray normalize(INDArray v) {
    return v.muliRowVector(scale.get()).addiRowVector(shift.get());
  }

  /** A peak of sign(γ)·v to the normalised value, in place. */
  INDArray normalizeSigned(INDArray peak) {
    return peak.muliRowVector(Transforms.abs(scale.get())).addiRowVector(shift.get());
  }

  /** Raw to active rows, normalised if there is a norm. */
  INDArray normalizeRows(boolean training) {
    INDArray z = active.copy(raw.get());
    if (layer.channels() > 0) {
      prepare(training, raw.get());
      normalize(z);
    }
    return z;
  }

  /** The gradient of the raw rows from that of the normalised ones; sets the bias's, too. */
  INDArray normalizeBack(INDArray g) {
    if (layer.channels() == 0) {
      gradient(FusedLayer.BIAS).assign(g.sum(0));
      return g;
    }
    gradient(FusedLayer.BIAS).assign(0); // batch norm subtracts the bias again
    INDArray rest = normalizeBack(g, raw.get(), raw.get());
    return rest.addi(g.muliRowVector(scale.get()));
  }

  /**
   * Sets the gradients of γ and β and the steps of the running statistics, and gives what the
   * gradient of the norm's input is for a value that no gradient reaches: −k₂(v − mean) − k₁.
   *
   * @param g gradient of the normalised output, rows×channels
   * @param at the norm's input at those rows
   * @param v all of the norm's input, rows×channels
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
