/**
 * Shallow hashing methods over a feature matrix. Does not depend on images, networks or metrics.
 */
package io.ddh.baselines;
