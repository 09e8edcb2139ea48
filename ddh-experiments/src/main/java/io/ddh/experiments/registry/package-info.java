/** Everything that a plan can name: methods, features, data set forms, split protocols. */
package io.ddh.experiments.registry;
