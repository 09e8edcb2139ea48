package io.ddh.retrieval.index;

/**
 * Counts and sizes of an index.
 *
 * @param bits code length K
 * @param items number of items that are not deleted
 * @param deleted number of deleted items that are still in the files
 * @param fileRows number of rows in the index file; the others are in the log
 * @param nextId id of the next item
 * @param fileBytes size of the index file in bytes
 * @param logBytes size of the log in bytes
 */
public record IndexStat(
    int bits, int items, int deleted, int fileRows, long nextId, long fileBytes, long logBytes) {}
