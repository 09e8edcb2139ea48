/** Builds, extends and searches an index with the model that computed its codes. */
package io.ddh.app.index;
