/** What a row costs: the figures of a row, their extrapolation and their tables. */
package io.ddh.benchmarks.cost;
