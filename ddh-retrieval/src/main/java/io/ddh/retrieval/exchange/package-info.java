/** Codes in other tools' files: FAISS binary indexes. */
package io.ddh.retrieval.exchange;
