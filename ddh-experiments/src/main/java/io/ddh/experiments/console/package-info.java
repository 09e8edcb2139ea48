/** What a terminal and the log file show: progress, estimates of the time left, units. */
package io.ddh.experiments.console;
