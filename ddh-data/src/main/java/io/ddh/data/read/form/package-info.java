/**
 * Detects which form a file or folder of faces has, and so which reader and settings fit, by
 * calling each reader's {@link io.ddh.core.DatasetReader#recognize}.
 */
package io.ddh.data.read.form;
