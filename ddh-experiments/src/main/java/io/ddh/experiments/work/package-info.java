/**
 * Files that the runner keeps in the work folder for figures: codes, retrievals, and the person and
 * use of each image.
 */
package io.ddh.experiments.work;
