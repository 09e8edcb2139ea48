/** Reads and writes codes as FAISS binary indexes, for exchange with other tools. */
package io.ddh.retrieval.exchange;
