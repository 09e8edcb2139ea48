/** Compares stored results with the expected values of the experiments file. */
package io.ddh.experiments.verify;
