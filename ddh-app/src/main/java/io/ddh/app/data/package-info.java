/**
 * The parts behind the {@code data} commands: the list of downloads and the inspection of a data
 * set.
 */
package io.ddh.app.data;
