/**
 * Shallow hashing methods over a feature matrix. The methods do not depend on images, networks or
 * metrics.
 */
package io.ddh.baselines;
