package io.ddh.data.read.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A look at a file or folder: names, no content.
 *
 * @param kind what it is
 * @param head its first bytes, if it is a file
 * @param names of the files in it, with {@code /}, hidden ones left out, sorted; of a plain file
 *     none
 * @param whole false if there are more names than were looked at
 */
record Glance(Path path, Kind kind, byte[] head, List<String> names, boolean whole) {
  /** Most names that are looked at. */
  static final int MOST_FILES = 50_000;

  /** Folders deeper than this hold nothing that tells the forms apart. */
  private static final int DEEPEST = 6;

  private static final int HEAD = 512;

  /** What a path is. */
  enum Kind {
    FOLDER,
    ARCHIVE,
    FILE
  }

  static Glance at(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    byte[] head = head(path, HEAD);
    return startsWith(head, "PK\3\4") ? zip(path, head) : file(path, head);
  }

  private static Glance file(Path path, byte[] head) {
    return new Glance(path, Kind.FILE, head, List.of(), true);
  }

  private static Glance folder(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    boolean[] whole = {true};
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean hidden = !dir.equals(root) && isHidden(dir.getFileName().toString());
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (names.size() == MOST_FILES) {
              whole[0] = false;
              return FileVisitResult.TERMINATE;
            }
            if (!attributes.isDirectory() && !isHidden(file.getFileName().toString())) {
              names.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // a loop of links, or not ours to read
          }
        });
    names.sort(null);
    return new Glance(root, Kind.FOLDER, new byte[0], names, whole[0]);
  }

  private static Glance zip(Path path, byte[] head) throws IOException {
    List<String> names = new ArrayList<>();
    boolean whole = true;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements() && whole) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory() && !isHidden(entry.getName())) {
          names.add(entry.getName());
        }
        whole = names.size() < MOST_FILES;
      }
    }
    names.sort(null);
    return new Glance(path, Kind.ARCHIVE, head, names, whole);
  }

  private static boolean isHidden(String name) {
    for (String part : name.split("/", -1)) {
      if (part.startsWith(".") || part.equals("__MACOSX")) {
        return true;
      }
    }
    return false;
  }

  /** The first bytes of a file. */
  static byte[] head(Path file, int length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }

  /** Whether bytes begin with a text, a byte a letter. */
  static boolean startsWith(byte[] head, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean same = head.length >= bytes.length;
    for (int i = 0; same && i < bytes.length; i++) {
      same = head[i] == bytes[i];
    }
    return same;
  }
}
