/**
 * Finds out which form a file or folder of faces has, and so which reader and settings fit. The
 * readers say it themselves ({@link io.ddh.core.DatasetReader#recognize}); here they are asked.
 */
package io.ddh.data.read.form;
