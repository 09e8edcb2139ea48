package io.ddh.baselines;

/**
 * Discrete cyclic coordinate descent (Shen et al., CVPR 2015, §3.2), which minimises bᵀMb − 2qᵀb
 * with M = WWᵀ over b ∈ {−1, 1}^K, one bit at a time. The rows of the training set are independent
 * in this step, so each row's code is solved separately.
 *
 * @param bits code length K
 * @param m the symmetric matrix M, K×K
 * @param sweeps largest number of passes over the bits
 */
record DiscreteDescent(int bits, double[] m, int sweeps) {

  /**
   * Improves a code in place; no step raises the objective.
   *
   * @param q the vector q, K values; overwritten
   * @param codes array with the code's K entries, −1 or 1
   */
  void descend(double[] q, byte[] codes, int at) {
    // q becomes half the negative gradient, q − Mb; each bit k adds its term m_kk·b_k again.
    for (int k = 0; k < bits; k++) {
      addColumn(q, k, -codes[at + k]);
    }
    boolean changed = true;
    for (int sweep = 0; sweep < sweeps && changed; sweep++) {
      changed = false;
      for (int k = 0; k < bits; k++) {
        double z = q[k] + m[k * bits + k] * codes[at + k];
        if (z * codes[at + k] < 0) { // at 0 both values are equally good, so the bit is kept
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
