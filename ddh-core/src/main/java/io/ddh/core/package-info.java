/**
 * The framework's basic types, such as images, features, codes and splits, and the interfaces of
 * data set readers, feature extractors and hashing methods. This package depends on neither
 * networks nor metrics.
 */
package io.ddh.core;
