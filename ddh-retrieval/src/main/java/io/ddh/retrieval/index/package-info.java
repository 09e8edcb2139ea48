/**
 * An index on disk: a checksummed, memory-mapped file that never changes, a log of what was added
 * and deleted since, one writer and any number of readers.
 */
package io.ddh.retrieval.index;
