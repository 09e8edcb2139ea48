/**
 * Files that the runner keeps in the work folder for figures: codes, the use of each row,
 * retrievals.
 */
package io.ddh.experiments.work;
