/** Writes progress and estimates of the time left to the terminal and the log file. */
package io.ddh.experiments.console;
