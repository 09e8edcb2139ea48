/**
 * Prepares the process for the native libraries, and starts a second JVM for the Vector API if that
 * is necessary.
 */
package io.ddh.experiments.launch;
