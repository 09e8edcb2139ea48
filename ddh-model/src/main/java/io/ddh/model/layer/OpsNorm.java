package io.ddh.model.layer;

import io.ddh.model.kernel.BatchNorm;
import io.ddh.model.kernel.Moments;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@link BatchNorm} by ND4J operations over matrices of rows×channels. Everything stays where ND4J
 * keeps it.
 */
final class OpsNorm {
  private final Kept mean = new Kept();
  private final Kept variance = new Kept();
  private final Kept inverse = new Kept();
  private final Kept scale = new Kept();
  private final Kept shift = new Kept();

  /** Takes a batch's statistics. */
  void batch(INDArray v, INDArray gamma, INDArray beta) {
    mean.copy(v.mean(0));
    INDArray centred = v.subRowVector(mean.get());
    variance.copy(centred.muli(centred).mean(0));
    prepare(gamma, beta);
  }

  /** Takes the running statistics. */
  void running(INDArray runningMean, INDArray runningVariance, INDArray gamma, INDArray beta) {
    mean.copy(runningMean);
    variance.copy(runningVariance);
    prepare(gamma, beta);
  }

  /** The statistics taken last. */
  Moments moments() {
    return new Moments(mean.get().toDoubleVector(), variance.get().toDoubleVector());
  }

  private void prepare(INDArray gamma, INDArray beta) {
    INDArray root = Transforms.sqrt(variance.get().add(BatchNorm.EPSILON), false);
    inverse.copy(root.rdivi(1));
    scale.copy(inverse.get().mul(gamma));
    shift.copy(beta.sub(mean.get().mul(scale.get())));
  }

  /** γ/√(σ²+ε), one per channel. */
  INDArray scale() {
    return scale.get();
  }

  /** v ← v·scale + shift, in place. */
  INDArray apply(INDArray v) {
    return v.muliRowVector(scale.get()).addiRowVector(shift.get());
  }

  /** A peak of sign(γ)·v to the normalised value, in place. */
  INDArray applySigned(INDArray peak) {
    return peak.muliRowVector(Transforms.abs(scale.get())).addiRowVector(shift.get());
  }

  /**
   * Sets the gradients of γ and β and the steps of the running statistics, and gives what the
   * gradient of the norm's input is for a value that no gradient reaches: −k₂(v − mean) − k₁.
   *
   * @param layer whose gradients are set
   * @param g gradient of the normalised output, rows×channels
   * @param at the norm's input at those rows
   * @param v all of the norm's input, rows×channels
   */
  INDArray backward(FusedImpl<?> layer, INDArray g, INDArray at, INDArray v) {
    double count = v.size(0);
    INDArray beta = g.sum(0);
    INDArray gamma = at.subRowVector(mean.get()).muli(g).sum(0).muli(inverse.get());
    INDArray k1 = beta.mul(scale.get()).divi(count);
    INDArray k2 = gamma.mul(scale.get()).muli(inverse.get()).divi(count);
    layer.gradient(FusedLayer.GAMMA).assign(gamma);
    layer.gradient(FusedLayer.BETA).assign(beta);
    step(layer, FusedLayer.MEAN, mean.get());
    step(layer, FusedLayer.VARIANCE, variance.get());
    return v.subRowVector(mean.get()).muliRowVector(k2.negi()).subiRowVector(k1);
  }

  private static void step(FusedImpl<?> layer, String name, INDArray batch) {
    layer.gradient(name).assign(layer.parameter(name).sub(batch).muli(1 - BatchNorm.DECAY));
  }
}
