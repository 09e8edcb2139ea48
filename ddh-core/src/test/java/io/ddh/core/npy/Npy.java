package io.ddh.core.npy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Hand-made NumPy files for tests. */
final class Npy {
  private Npy() {}

  /** Format version 1.0 with the header as it stands and the data as given. */
  static byte[] file(String header, int... data) {
    return file(1, header, data);
  }

  static byte[] file(int version, String header, int... data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0x93);
    out.writeBytes("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.write(version);
    out.write(0);
    out.write(text.length & 0xFF);
    out.write(text.length >> 8);
    if (version > 1) {
      out.write(0);
      out.write(0);
    }
    out.writeBytes(text);
    for (int b : data) {
      out.write(b);
    }
    return out.toByteArray();
  }

  /** A header as NumPy writes it. */
  static String header(String descr, String order, String shape) {
    return "{'descr': '"
        + descr
        + "', 'fortran_order': "
        + order
        + ", 'shape': "
        + shape
        + ", }   \n";
  }

  static byte[] file(String descr, String shape, int[] data) {
    return file(header(descr, "False", shape), data);
  }

  static NdArray array(String descr, String shape, int... data) throws IOException {
    return parse(file(descr, shape, data));
  }

  static NdArray parse(byte[] file) throws IOException {
    return NdArray.read(new ByteArrayInputStream(file));
  }
}
