/**
 * An index on disk: a checksummed, memory-mapped file that never changes, and a log of what has
 * been added and deleted since. An index can have one writer and any number of readers at the same
 * time.
 */
package io.ddh.retrieval.index;
