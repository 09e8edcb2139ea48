package io.ddh.data.read.form;

import io.ddh.core.BadInputException;
import io.ddh.data.read.ImageListing;
import io.ddh.data.read.files.ArchiveNames;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.SystemFiles;
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
import java.util.List;

/**
 * A look at a file or folder: names, no content.
 *
 * @param kind what it is
 * @param head its first bytes, if it is a file
 * @param names of the files in it, with {@code /}, system files left out, sorted; of a plain file
 *     none
 * @param whole false if there are more names than were looked at
 */
record Glance(Path path, Kind kind, byte[] head, List<String> names, boolean whole) {
  /** Most names that are looked at. */
  static final int MOST_FILES = 50_000;

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
    boolean archive = startsWith(head, "PK\3\4") || ArchiveNames.isPacked(head);
    return archive || ArchiveNames.isTar(head)
        ? archive(path, head)
        : new Glance(path, Kind.FILE, head, List.of(), true);
  }

  private static Glance folder(Path root) throws IOException {
    List<String> names = new ArrayList<>();
    boolean[] whole = {true};
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE, // as the readers: MOST_FILES ends it
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            boolean hidden = !dir.equals(root) && SystemFiles.isOne(FileNames.name(dir));
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (names.size() == MOST_FILES) {
              whole[0] = false;
              return FileVisitResult.TERMINATE;
            }
            if (!attributes.isDirectory() && !SystemFiles.isOne(FileNames.name(file))) {
              names.add(FileNames.below(root, file));
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

  /** A gzipped file that holds no archive is a file. */
  private static Glance archive(Path path, byte[] head) throws IOException {
    List<String> names = new ArrayList<>();
    boolean whole;
    try {
      whole = ArchiveNames.list(path, MOST_FILES, names);
    } catch (BadInputException e) {
      if (startsWith(head, "PK") || !names.isEmpty()) {
        throw e; // an archive, but damaged or cut off
      }
      return new Glance(path, Kind.FILE, head, List.of(), true);
    }
    names.sort(null);
    return new Glance(path, Kind.ARCHIVE, head, names, whole);
  }

  /**
   * The names of images: by their endings, or, where no name has one, by the files' first bytes.
   */
  List<String> images() throws IOException {
    List<String> images = names.stream().filter(ImageEndings::isOne).toList();
    if (!images.isEmpty() || names.isEmpty()) {
      return images;
    }
    try (FileTree tree = FileTree.open(path, "expected images")) {
      return ImageListing.of(tree).stream().map(FileTree.Entry::path).toList();
    }
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
