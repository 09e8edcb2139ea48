/**
 * Losses of hashing networks, each of which computes its value and its gradient from the outputs of
 * a batch.
 */
package io.ddh.model.loss;
