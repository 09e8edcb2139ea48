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
 * The {@link FileTree} of a ZIP archive. An archive is refused if a name points outside the archive
 * or occurs twice, if entries overlap, or if an entry is longer than the archive states.
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

  /** Returns whether a file begins like a ZIP archive, including one without files. */
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
        // Old programs write names in the code page of the PC, but the archive doesn't say which
        // code page that is.
        if (String.valueOf(e.getMessage()).contains("entry name")
            && Charset.isSupported("IBM437")) {
          return new ZipFile(plain, Charset.forName("IBM437"));
        }
        throw e;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(file + ": can't be read as a ZIP archive: " + Reason.of(e), e);
    }
  }

  private void list() {
    long stored = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String path = entry.getName().replace('\\', '/'); // programs on Windows may write backslashes
      String name = path.startsWith("./") ? path.substring(2) : path;
      stored += Math.max(0, entry.getCompressedSize());
      if (name.isEmpty() && entry.isDirectory()) {
        continue; // "./" stands for the folder that was packed
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
          root()
              + ": its entries overlap: together they state "
              + stored
              + " bytes, more than the file has");
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
      throw new IOException(
          "the archive states a size of " + size + " bytes, at most " + most + " are allowed");
    }
    long ratio = size / Math.max(1, stored.getCompressedSize());
    if (size > Limits.RATIO_FROM && size > Limits.RATIO * Math.max(1, stored.getCompressedSize())) {
      throw new IOException(
          "compressed " + ratio + " to 1, at most " + Limits.RATIO + " to 1 is allowed");
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(stored)) {
      bytes =
          in.readNBytes(
              (int) size + 1); // one byte more than stated is enough to detect a wrong size
    } catch (IllegalArgumentException e) { // the library throws this for some damaged entries
      throw new IOException("damaged", e);
    }
    if (bytes.length != size) {
      String found = bytes.length > size ? "more" : Integer.toString(bytes.length);
      throw new IOException(
          "the archive states a size of " + size + " bytes, but the entry has " + found);
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
