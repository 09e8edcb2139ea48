/**
 * Checks a data set before anything is trained on it: exact and near duplicates, also across a
 * split, grey and blank images, and which part of the images the faces fill.
 */
package io.ddh.data.check;
