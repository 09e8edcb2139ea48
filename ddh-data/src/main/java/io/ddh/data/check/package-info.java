/**
 * Looks a data set over before anything is trained on it: exact and near duplicates, also across a
 * split, what the pixels say, which part of the pictures the faces fill.
 */
package io.ddh.data.check;
