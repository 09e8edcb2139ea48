/**
 * Shallow hashing methods over a feature matrix. The methods depend on no images, networks or
 * metrics.
 */
package io.ddh.baselines;
