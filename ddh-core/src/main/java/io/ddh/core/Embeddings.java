package io.ddh.core;

/**
 * Feature vectors that are ranked by their Euclidean distances, without codes.
 *
 * @param vectors one vector per input
 * @param samePerson largest distance at which two images count as images of the same person, as the
 *     network's authors state it, &gt; 0
 */
public record Embeddings(Features vectors, double samePerson) {}
