/**
 * Hashing networks on DL4J/ND4J: layers, losses, training, checkpoints. This package does not
 * depend on the evaluation metrics.
 */
package io.ddh.model;
