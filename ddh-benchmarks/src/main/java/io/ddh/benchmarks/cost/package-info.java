/** What a row costs: the figures of a row,. */
package io.ddh.benchmarks.cost;
