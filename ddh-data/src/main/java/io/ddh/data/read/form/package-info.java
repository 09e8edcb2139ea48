/**
 * Detects the form of a data set in a file or folder by calling {@link
 * io.ddh.core.DatasetReader#recognize} of each reader. The form determines which reader and which
 * settings are used.
 */
package io.ddh.data.read.form;
