/** Deeplearning4j layers of our own, each a fused block with its forward and backward pass. */
package io.ddh.model.layer;
