/**
 * The parts of the {@code data} commands, which are the list of downloads and the inspection of a
 * data set.
 */
package io.ddh.app.data;
