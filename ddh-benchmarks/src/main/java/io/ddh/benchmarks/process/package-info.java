/** Child processes that do one round of work a line, so that those who wait cost nothing. */
package io.ddh.benchmarks.process;
