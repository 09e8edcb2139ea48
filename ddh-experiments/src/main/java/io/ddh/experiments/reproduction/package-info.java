/**
 * Makes the pages {@code docs/reproduction.md} and {@code docs/small-sets.md} from mustache
 * templates. The numbers on these pages are computed only from result files and from the paper's
 * Table 1.
 */
package io.ddh.experiments.reproduction;
