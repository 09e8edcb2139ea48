/**
 * The contract of the framework: images, features, codes, splits, and what a data set, a feature
 * extractor and a hashing method must offer. Knows no network and no metric.
 */
package io.ddh.core;
