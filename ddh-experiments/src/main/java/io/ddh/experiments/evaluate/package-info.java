/**
 * The parts of {@code ddh evaluate}, which computes exact metrics of codes in NumPy files, made by
 * any program.
 */
package io.ddh.experiments.evaluate;
