/** JMH benchmarks of the hot loops; each compares its answer with a plain loop before it runs. */
package io.ddh.benchmarks.kernel;
