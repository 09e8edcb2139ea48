/** Finds the distance beyond which a face is taken for a stranger's, with error rates. */
package io.ddh.app.calibrate;
