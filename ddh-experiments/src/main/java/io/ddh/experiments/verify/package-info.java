/** Compares stored results with the expected values of the YAML. */
package io.ddh.experiments.verify;
