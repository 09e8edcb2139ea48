package io.ddh.core;

/**
 * Feature vectors by which images are ranked directly: by Euclidean distance, without binary codes.
 *
 * @param vectors one vector per input
 * @param samePerson a distance &gt; 0, stated by the network's authors; two images count as images
 *     of the same person if their distance is at most this value
 */
public record Embeddings(Features vectors, double samePerson) {}
