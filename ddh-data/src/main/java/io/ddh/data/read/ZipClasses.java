package io.ddh.data.read;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * {@link ClassFiles} in a ZIP archive, read without unpacking it; the two folders may lie in one
 * that wraps them. An archive that says nonsense of itself is refused: names that point outside or
 * come twice, entries that overlap or hold more than they say, files too large for images.
 */
final class ZipClasses implements ClassFiles {
  private static final Set<String> PARTS = Set.of("train", "test");

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> images = new HashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private long ignored;

  /**
   * Lists the archive.
   *
   * @throws BadInputException if it is none, is damaged, or holds no training or no test images
   */
  ZipClasses(Path file) throws IOException {
    this.file = file;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException | IllegalArgumentException e) {
      throw new BadInputException(
          file + ": not a ZIP archive that can be read (" + e.getMessage() + ")", e);
    }
    try {
      list();
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void list() {
    Set<String> seen = new TreeSet<>();
    Set<String> tops = new TreeSet<>();
    List<ZipEntry> files = new ArrayList<>();
    long stored = 0;
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      String name = entry.getName();
      checkName(name);
      if (!seen.add(name)) {
        throw new BadInputException(file + ": entry '" + name + "' comes twice");
      }
      stored += Math.max(0, entry.getCompressedSize());
      if (entry.isDirectory()) {
        continue;
      }
      if (hidden(name) || !ImageFiles.isImage(name)) {
        ignored++;
        continue;
      }
      files.add(entry);
      int slash = name.indexOf('/');
      if (slash > 0) {
        tops.add(name.substring(0, slash));
      }
    }
    if (stored > file.toFile().length()) {
      throw new BadInputException(
          file + ": its entries say " + stored + " bytes, more than the file has: they overlap");
    }
    String top = String.join("/", tops);
    String prefix = tops.size() == 1 && !PARTS.contains(top) ? top + "/" : "";
    files.forEach(entry -> add(entry, prefix));
    for (String part : List.of("train", "test")) {
      if (entries.stream().noneMatch(e -> e.train() == part.equals("train"))) {
        throw new BadInputException(file + ": no images in " + part + "; " + LAYOUT);
      }
    }
    entries.sort(Entry.ORDER);
  }

  private void add(ZipEntry entry, String prefix) {
    String name = entry.getName();
    String relative = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    String[] parts = relative.split("/", -1);
    if (parts.length < 3 || !PARTS.contains(parts[0])) {
      ignored++;
      return;
    }
    if (entry.getSize() > MAX_BYTES) {
      throw new BadInputException(
          file
              + ": entry '"
              + name
              + "' says "
              + entry.getSize()
              + " bytes, an image has at most "
              + MAX_BYTES);
    }
    boolean train = parts[0].equals("train");
    entries.add(new Entry(train, parts[1], relative, entry.getSize(), entry.getCrc()));
    images.put(relative, entry);
  }

  /** Nothing is ever written by an entry's name; a name that no packer makes is a warning. */
  private void checkName(String name) {
    boolean wrong = name.isEmpty() || name.startsWith("/") || name.indexOf('\\') >= 0;
    String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    for (String part : path.split("/", -1)) {
      wrong |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    wrong |= name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xFFFD);
    if (wrong) {
      String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
      throw new BadInputException(
          file
              + ": entry '"
              + shown.replaceAll("\\p{Cntrl}", "?")
              + "' is no path below a folder, such as train/cat/1.jpg");
    }
  }

  /** Also what macOS adds to archives, which has names of images and none in it. */
  private static boolean hidden(String name) {
    for (String part : name.split("/", -1)) {
      if (part.startsWith(".") || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public long ignored() {
    return ignored;
  }

  @Override
  public byte[] bytes(Entry entry) throws IOException {
    byte[] bytes;
    try (InputStream in = zip.getInputStream(images.get(entry.relative()))) {
      bytes = in.readNBytes((int) entry.size() + 1); // one more than it says, and never more
    }
    if (bytes.length != entry.size()) {
      throw new IOException(
          "the archive says " + entry.size() + " bytes, the entry holds " + sizeOf(bytes, entry));
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != entry.stamp()) {
      throw new IOException("damaged (checksum)");
    }
    return bytes;
  }

  private static String sizeOf(byte[] bytes, Entry entry) {
    return bytes.length > entry.size() ? "more" : Integer.toString(bytes.length);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
