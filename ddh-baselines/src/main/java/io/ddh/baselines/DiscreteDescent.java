package io.ddh.baselines;

/**
 * Discrete cyclic coordinate descent (Shen et al., CVPR 2015, §3.2): minimises bᵀMb − 2qᵀb over b ∈
 * {−1, 1}^K, one bit at a time, M = WWᵀ. The rows of the training set don't meet in this step, so
 * each is solved on its own.
 *
 * @param bits K
 * @param m symmetric K×K
 * @param sweeps most passes over the bits
 */
record DiscreteDescent(int bits, double[] m, int sweeps) {

  /**
   * Improves a code in place; no step raises the objective.
   *
   * @param q K values; overwritten
   * @param codes holds the code's K entries, −1 or 1, from at
   */
  void descend(double[] q, byte[] codes, int at) {
    // q becomes half the negative gradient, q − Mb: a bit sees it plus its own share m_kk·b_k.
    for (int k = 0; k < bits; k++) {
      addColumn(q, k, -codes[at + k]);
    }
    boolean changed = true;
    for (int sweep = 0; sweep < sweeps && changed; sweep++) {
      changed = false;
      for (int k = 0; k < bits; k++) {
        double z = q[k] + m[k * bits + k] * codes[at + k];
        if (z * codes[at + k] < 0) { // at 0 both values are as good: keep
          codes[at + k] = (byte) -codes[at + k];
          addColumn(q, k, -2 * codes[at + k]);
          changed = true;
        }
      }
    }
  }

  private void addColumn(double[] q, int k, int factor) {
    int row = k * bits;
    for (int j = 0; j < bits; j++) {
      q[j] += factor * m[row + j];
    }
  }
}
