/**
 * Exact search over packed codes by a scan, by multi-index hashing, or by whichever of the two is
 * faster. The package works on codes and files and needs no neural network.
 */
package io.ddh.retrieval;
