/** How the process starts: settings of the native libraries, a second JVM for the Vector API. */
package io.ddh.experiments.launch;
