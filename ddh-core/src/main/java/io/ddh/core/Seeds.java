package io.ddh.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Derives independent seeds from one seed, so that adding a use of random numbers never changes the
 * random numbers used elsewhere.
 */
public final class Seeds {
  private Seeds() {}

  /**
   * Derives a seed: the first 8 bytes of the SHA-256 over the given seed and the parts.
   *
   * @param seed the seed of the whole run
   * @param parts what the derived seed is for, for example the data set, the method and the number
   *     of bits
   * @return the derived seed
   */
  public static long derive(long seed, Object... parts) {
    MessageDigest sha = sha256();
    sha.update(Long.toString(seed).getBytes(StandardCharsets.UTF_8));
    for (Object part : parts) {
      sha.update((byte) 0);
      sha.update(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    return ByteBuffer.wrap(sha.digest()).getLong();
  }

  /** {@return a new SHA-256 digest, an algorithm that every Java platform must provide} */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
