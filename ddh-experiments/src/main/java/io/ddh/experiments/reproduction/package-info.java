/**
 * The page {@code docs/reproduction.md}: written prose with numbers that come from result files and
 * from the paper's Table 1 alone.
 */
package io.ddh.experiments.reproduction;
