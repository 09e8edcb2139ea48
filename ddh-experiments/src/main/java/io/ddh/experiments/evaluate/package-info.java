/** {@code ddh evaluate}: our exact metrics on codes that anybody wrote as NumPy files. */
package io.ddh.experiments.evaluate;
