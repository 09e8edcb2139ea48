/**
 * Loops and matrix products that the layers consist of. Auto-vectorised loops work on heap arrays,
 * BLAS works on off-heap memory, and the work is divided among lanes.
 */
package io.ddh.model.kernel;
