/**
 * Hashing networks on DL4J/ND4J: layers, losses, training, checkpoints. This package does not
 * depend on metrics.
 */
package io.ddh.model;
