/** Output to the terminal and the log file: progress, estimates of the time left, units. */
package io.ddh.experiments.console;
