/**
 * Finds the rejection distance of an index, beyond which a face is taken for a stranger's, and its
 * error rates.
 */
package io.ddh.app.calibrate;
