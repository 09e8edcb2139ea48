package io.ddh.app.data;

import java.util.Optional;

/**
 * The split that duplicates are looked for across.
 *
 * @param protocol its name
 * @param seed run seed
 * @param digest of its rows
 * @param queries how many images ask
 * @param gallery how many are searched
 * @param leftOut how many people have too few images for it
 * @param problem why it can't be drawn; then all numbers are 0 and the digest is empty
 */
public record SplitFacts(
    String protocol,
    long seed,
    String digest,
    int queries,
    int gallery,
    int leftOut,
    Optional<String> problem) {}
