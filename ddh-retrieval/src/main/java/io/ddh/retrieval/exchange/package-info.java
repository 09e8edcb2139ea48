/** Codes as other tools' files: NumPy arrays and FAISS binary indexes. */
package io.ddh.retrieval.exchange;
