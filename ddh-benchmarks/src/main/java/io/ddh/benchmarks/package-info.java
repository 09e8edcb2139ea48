/**
 * The measurements of the pages: the command, its sections and the harness that runs them, with
 * results of their origin and load, and the workers that run in child processes.
 */
package io.ddh.benchmarks;
