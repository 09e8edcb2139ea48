/** Decides which ND4J backend is used, gives the reason, and describes the backend to users. */
package io.ddh.model.backend;
