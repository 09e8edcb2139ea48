/** Our own Deeplearning4j layers, each of which computes both passes of a whole block. */
package io.ddh.model.layer;
