/** {@code ddh data check}: what is found in a data set, as lines, as JSON and as pictures. */
package io.ddh.experiments.check;
