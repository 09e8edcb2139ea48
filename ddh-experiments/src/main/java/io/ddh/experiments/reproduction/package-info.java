/**
 * The pages {@code docs/reproduction.md} and {@code docs/small-sets.md}: mustache templates with
 * numbers computed from result files and from the paper's Table 1 alone.
 */
package io.ddh.experiments.reproduction;
