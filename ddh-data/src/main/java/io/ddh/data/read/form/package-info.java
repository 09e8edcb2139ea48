/**
 * Detects the form of a data set in a file or folder, and thus which reader and settings fit, by
 * calling {@link io.ddh.core.DatasetReader#recognize} of each reader.
 */
package io.ddh.data.read.form;
