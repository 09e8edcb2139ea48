package io.ddh.data.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives made for the tests. */
public final class Tars {
  private Tars() {}

  /** A tar archive of these files, plain or gzip. */
  public static Path write(Path file, Map<String, byte[]> files, boolean gzip) throws IOException {
    byte[] tar = tar(files);
    if (gzip) {
      tar = gzip(tar);
    }
    return Files.write(file, tar);
  }

  /** A ZIP archive of these files. */
  public static Path zip(Path file, Map<String, byte[]> files) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> e : files.entrySet()) {
        ZipEntry entry = new ZipEntry(e.getKey());
        entry.setTime(0); // the same bytes every time
        out.putNextEntry(entry);
        out.write(e.getValue());
        out.closeEntry();
      }
    }
    return file;
  }

  public static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(out)) {
      packed.write(plain);
    }
    return out.toByteArray();
  }

  public static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    files.forEach((name, content) -> member(out, name, '0', content));
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  /** A member with its content; a name that doesn't fit gets a GNU long name before it. */
  public static void member(ByteArrayOutputStream out, String name, char type, byte[] content) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 100) {
      member(out, "././@LongLink", 'L', (name + "\0").getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes(header(utf8, type, content.length));
    out.writeBytes(content);
    out.writeBytes(new byte[(512 - content.length % 512) % 512]);
  }

  public static byte[] header(byte[] name, char type, long size) {
    byte[] block = new byte[512];
    System.arraycopy(name, 0, block, 0, Math.min(100, name.length));
    put(block, 100, "0000644");
    put(block, 124, String.format(Locale.ROOT, "%011o", size));
    put(block, 136, "00000000000");
    block[156] = (byte) type;
    put(block, 257, "ustar");
    put(block, 263, "00");
    return sealed(block);
  }

  /** The same header with a checksum that is right. */
  public static byte[] sealed(byte[] block) {
    put(block, 148, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 255;
    }
    put(block, 148, String.format(Locale.ROOT, "%06o", sum) + "\0");
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }
}
