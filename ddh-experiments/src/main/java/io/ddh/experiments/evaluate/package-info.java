/**
 * The parts of {@code ddh evaluate}, which computes exact metrics of codes in NumPy files. Any
 * program may have made these files.
 */
package io.ddh.experiments.evaluate;
