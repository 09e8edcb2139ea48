/**
 * JMH benchmarks of the innermost loops of a search. Each benchmark first checks its result against
 * a plain loop.
 */
package io.ddh.benchmarks.kernel;
