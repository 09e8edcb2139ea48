/** Finds the methods, features, data set forms and split protocols that a plan can name. */
package io.ddh.experiments.registry;
