package io.ddh.retrieval.index;

/**
 * Counts and sizes of an index.
 *
 * @param deleted number of deleted items that are still in the files
 * @param nextId id of the next item
 * @param fileBytes size of the index file in bytes
 * @param logBytes size of the log in bytes
 */
public record IndexStat(int deleted, long nextId, long fileBytes, long logBytes) {}
