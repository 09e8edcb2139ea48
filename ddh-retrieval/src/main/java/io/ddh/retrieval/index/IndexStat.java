package io.ddh.retrieval.index;

/**
 * Counts and sizes of an index.
 *
 * @param bits of a code
 * @param items not deleted
 * @param deleted still in the files
 * @param fileRows rows of the index file; the others are in the log
 * @param nextId id that the next item gets
 * @param fileBytes size of the index file
 * @param logBytes size of the log
 */
public record IndexStat(
    int bits, int items, int deleted, int fileRows, long nextId, long fileBytes, long logBytes) {}
