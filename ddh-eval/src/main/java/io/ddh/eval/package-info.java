/** Exact metrics of Hamming rankings, wherever the codes come from. */
package io.ddh.eval;
