package io.ddh.app.photos;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an index of photos is to be like.
 *
 * @param method name of the hashing method; empty for ITQ, or LSH if there are few faces
 * @param bits code length K; empty for {@value #BITS}
 * @param sample largest number of faces on which the method is fitted
 * @param labels whether the largest face of a photo gets the name of the photo's folder; empty for
 *     no, or as in the existing index
 * @param sync whether changed photos are indexed again, and the faces of photos that are gone are
 *     deleted
 */
public record PhotoRequest(
    Optional<String> method, OptionalInt bits, int sample, Optional<Boolean> labels, boolean sync) {
  /** Code length if none is given. */
  public static final int BITS = 128;
}
