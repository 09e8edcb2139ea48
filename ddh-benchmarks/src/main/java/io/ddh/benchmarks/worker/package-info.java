/** Workers that run in child processes; each handles requests until its input ends. */
package io.ddh.benchmarks.worker;
