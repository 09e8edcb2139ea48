/**
 * Checks a data set before training: finds exact and near duplicates, including those between
 * queries and gallery, counts grey and blank images, and estimates which part of the images the
 * faces fill.
 */
package io.ddh.data.check;
