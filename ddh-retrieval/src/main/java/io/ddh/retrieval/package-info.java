/**
 * Exact search over packed codes: a scan, multi-index hashing, and a choice between them. Knows
 * codes and files, no network.
 */
package io.ddh.retrieval;
