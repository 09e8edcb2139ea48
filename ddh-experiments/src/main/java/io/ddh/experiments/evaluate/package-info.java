/** {@code ddh evaluate}: our exact metrics on codes of any program, in NumPy files. */
package io.ddh.experiments.evaluate;
