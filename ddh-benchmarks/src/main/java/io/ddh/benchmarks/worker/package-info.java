/** The work of the child processes; each answers lines until its input ends. */
package io.ddh.benchmarks.worker;
