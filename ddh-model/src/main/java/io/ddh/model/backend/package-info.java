/** Which ND4J backend computes, why, and what it says of itself. */
package io.ddh.model.backend;
