package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A {@link FileTree} of a ZIP archive. Inconsistent archives are refused: names that point outside
 * or are duplicates, entries that overlap or are longer than stated.
 */
final class ZipTree extends ListedTree {
  private final ZipFile zip;
  private final Map<String, ZipEntry> byPath = new HashMap<>();

  ZipTree(Path file, int most) throws IOException {
    super(file, most);
    zip = open(file);
    try {
      list();
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  /** Whether a file begins as a ZIP archive, possibly an empty one. */
  static boolean isZip(byte[] head) {
    return head.length >= 4
        && head[0] == 'P'
        && head[1] == 'K'
        && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6);
  }

  static ZipFile open(Path file) throws IOException {
    File plain = file.toFile();
    try {
      try {
        return new ZipFile(plain, StandardCharsets.UTF_8);
      } catch (ZipException e) {
        // Old packers write names in the PC's code page without declaring it.
        if (String.valueOf(e.getMessage()).contains("entry name")
            && Charset.isSupported("IBM437")) {
          return new ZipFile(plain, Charset.forName("IBM437"));
        }
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(
          file + ": not a ZIP archive that can be read: " + Reason.of(e), e);
    }
  }

  private void list() {
    long stored = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String path = entry.getName().replace('\\', '/'); // as packers for Windows may write
      String name = path.startsWith("./") ? path.substring(2) : path;
      stored += Math.max(0, entry.getCompressedSize());
      if (name.isEmpty() && entry.isDirectory()) {
        continue; // "./", the folder that was packed
      }
      if (listing().take(root(), name) && !name.endsWith("/")) {
        if (listing().isFull(false)) {
          break;
        }
        listing().add(new Entry(name, entry.getSize(), entry.getCrc()));
        byPath.put(name, entry);
      }
    }
    if (stored > root().toFile().length()) {
      throw new BadInputException(
          root() + ": its entries say " + stored + " bytes, more than the file has: they overlap");
    }
    listing().sort();
  }

  @Override
  public boolean isFolder() {
    return false;
  }

  @Override
  InputStream open(Entry entry) throws IOException {
    return zip.getInputStream(byPath.get(entry.path()));
  }

  @Override
  public byte[] bytes(Entry entry, long most) throws IOException {
    ZipEntry stored = byPath.get(entry.path());
    long size = entry.size();
    if (size > most) {
      throw new IOException("the archive says " + size + " bytes, at most " + most);
    }
    long ratio = size / Math.max(1, stored.getCompressedSize());
    if (size > Limits.RATIO_FROM && size > Limits.RATIO * Math.max(1, stored.getCompressedSize())) {
      throw new IOException("packed " + ratio + " to 1, at most " + Limits.RATIO);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(stored)) {
      bytes = in.readNBytes((int) size + 1); // one more than it says, and never more
    } catch (IllegalArgumentException e) { // what the unpacker throws on some damage
      throw new IOException("damaged", e);
    }
    if (bytes.length != size) {
      String found = bytes.length > size ? "more" : Integer.toString(bytes.length);
      throw new IOException("the archive says " + size + " bytes, the entry holds " + found);
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != entry.stamp()) {
      throw new IOException("damaged (checksum)");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
