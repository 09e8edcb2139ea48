/** Reads and writes codes in the files of other tools: FAISS binary indexes. */
package io.ddh.retrieval.exchange;
