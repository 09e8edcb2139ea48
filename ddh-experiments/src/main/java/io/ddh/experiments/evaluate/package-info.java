/**
 * The parts of {@code ddh evaluate}, which computes exact metrics of codes in NumPy files. The
 * files may come from any program.
 */
package io.ddh.experiments.evaluate;
