/** The ND4J backend: which one is used, why, and how it is described to users. */
package io.ddh.model.backend;
