/**
 * Starts the process with settings for the native libraries and with a second JVM for the Vector
 * API.
 */
package io.ddh.experiments.launch;
