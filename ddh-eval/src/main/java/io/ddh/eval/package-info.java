/** Exact metrics of Hamming rankings, for codes of any origin. */
package io.ddh.eval;
