/**
 * The measurements of the benchmark pages. The package contains the command, its sections, the
 * harness that runs the sections, the results with their origin and the machine's load, and the
 * workers that run in child processes.
 */
package io.ddh.benchmarks;
