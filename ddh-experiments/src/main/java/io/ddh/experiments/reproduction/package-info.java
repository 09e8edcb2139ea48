/**
 * The pages {@code docs/reproduction.md} and {@code docs/small-sets.md}: written prose with numbers
 * that come from result files and from the paper's Table 1 alone.
 */
package io.ddh.experiments.reproduction;
