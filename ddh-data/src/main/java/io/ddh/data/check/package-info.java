/**
 * Checks a data set before training. The checks find exact and near duplicates, including those
 * between queries and gallery, count grey and blank images, and estimate which part of the images
 * the faces fill.
 */
package io.ddh.data.check;
