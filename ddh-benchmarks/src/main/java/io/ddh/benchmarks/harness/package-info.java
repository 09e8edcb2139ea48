/**
 * The measuring harness: child processes that answer a line with a line, rounds of all sides in
 * turn, and the results with their origin and the load of the machine.
 */
package io.ddh.benchmarks.harness;
