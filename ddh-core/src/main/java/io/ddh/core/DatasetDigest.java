package io.ddh.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The digest that identifies the content of a data set. */
public final class DatasetDigest {
  private DatasetDigest() {}

  /**
   * {@return the lower-case hex SHA-256 over shape, pixels, labels and names; equal data have equal
   * digests, no matter which files they were read from}
   *
   * @param data the data set
   */
  public static String of(LabeledImages data) {
    MessageDigest sha = Seeds.sha256();
    Images images = data.images();
    sha.update(ints(images.size(), images.height(), images.width(), images.channels()));
    sha.update(images.pixels());
    sha.update(ints(data.labels()));
    for (String name : data.identities()) {
      byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
      sha.update(ints(utf8.length));
      sha.update(utf8);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static byte[] ints(int... values) {
    ByteBuffer out = ByteBuffer.allocate(values.length * Integer.BYTES);
    out.asIntBuffer().put(values);
    return out.array();
  }
}
