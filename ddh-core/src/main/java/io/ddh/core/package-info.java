/**
 * The contracts of the framework: images, features, codes, splits, and the interfaces of data set
 * readers, feature extractors and hashing methods. Depends on no network and no metric.
 */
package io.ddh.core;
