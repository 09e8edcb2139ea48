/**
 * Finds the rejection distance of an index and the error rates at that distance. A face beyond that
 * distance is taken for a stranger's face.
 */
package io.ddh.app.calibrate;
