/** What can be named in a plan: methods, features, data set forms, split protocols. */
package io.ddh.experiments.registry;
