/** The command line of the benchmarks: the pages of measurements, and JMH. */
package io.ddh.benchmarks;
