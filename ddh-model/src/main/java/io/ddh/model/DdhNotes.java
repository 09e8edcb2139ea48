package io.ddh.model;

import java.util.List;

/** What the rows of the released reading have in common. */
final class DdhNotes {
  static final List<String> RELEASED =
      List.of(
          "Follows the authors' published code (batch norm on the face feature and hash layers,"
              + " beta = 0.01 on the mean over bits); its header names the follow-up DDQH, so it"
              + " may be nearer to that paper than to the IJCAI one.",
          "A random 10 % of the training images is the validation set and the epoch of the lowest"
              + " validation loss is kept; the code watches the training loss.",
          "Query images are scaled by the training images' mean and deviation; the code takes the"
              + " test split's own.",
          "Initial weights uniform within 1/sqrt(fan in); the code has he_uniform and glorot_uniform"
              + " (setting init: he-glorot), which learned more slowly and ended lower on lfw10.",
          "Batch norm with epsilon 1e-5 and, for validation and codes, the statistics of training"
              + " images at the weights at hand; Keras has 1e-3 and running averages.");

  private DdhNotes() {}
}
