/** Shallow hashing methods over a feature matrix. Knows no image, network or metric. */
package io.ddh.baselines;
