/**
 * Exact search over packed codes: a scan, multi-index hashing, and a choice between them. Works on
 * codes and files; it needs no neural network.
 */
package io.ddh.retrieval;
