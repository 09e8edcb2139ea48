/**
 * Loops and matrix products that the layers are made of: heap arrays for auto-vectorised loops,
 * off-heap buffers for BLAS, work split over lanes.
 */
package io.ddh.model.kernel;
