/** JMH benchmarks of the hot loops; each checks its result against a plain loop first. */
package io.ddh.benchmarks.kernel;
