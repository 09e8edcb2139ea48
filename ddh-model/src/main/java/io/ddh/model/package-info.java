/** Hashing networks on DL4J/ND4J: layers, losses, training, checkpoints. Knows no metric. */
package io.ddh.model;
