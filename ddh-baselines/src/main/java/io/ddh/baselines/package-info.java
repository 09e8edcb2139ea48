/**
 * Shallow hashing methods over a feature matrix. They do not depend on images, networks or metrics.
 */
package io.ddh.baselines;
