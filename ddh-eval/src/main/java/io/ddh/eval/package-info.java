/** Exact Hamming metrics and charts. Does not know where a code came from. */
package io.ddh.eval;
