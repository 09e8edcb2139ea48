package io.ddh.app.photos;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The wanted properties of an index of photos.
 *
 * @param method name of the hashing method; empty for ITQ, or for LSH if a code has more bits than
 *     a face's vector has values
 * @param bits code length K; empty for {@value #BITS}
 * @param sample largest number of faces on which the method is fitted
 * @param labels whether the largest face of a photo gets the name of the photo's folder; empty for
 *     the choice of the existing index, or for no if there is none
 * @param sync whether changed photos are indexed again, and the faces of photos that no longer
 *     exist are deleted
 */
public record PhotoRequest(
    Optional<String> method, OptionalInt bits, int sample, Optional<Boolean> labels, boolean sync) {
  /** Code length if none is given. */
  public static final int BITS = 128;
}
