/**
 * Finds the rejection distance of an index and the error rates at that distance. A face beyond it
 * is taken for that of a stranger.
 */
package io.ddh.app.calibrate;
