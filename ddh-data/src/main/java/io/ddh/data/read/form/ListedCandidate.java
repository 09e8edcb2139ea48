package io.ddh.data.read.form;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.data.read.ImageListing;
import io.ddh.data.read.files.ArchiveNames;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.files.SystemFiles;
import java.io.IOException;
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
import java.util.Optional;

/** A candidate whose files are listed once, for all readers. */
final class ListedCandidate implements Candidate {
  /** Most names that are listed. */
  static final int MOST_FILES = 50_000;

  private final Path path;
  private final Kind kind;
  private final byte[] head;
  private final List<String> names;
  private final boolean whole;
  private Optional<List<String>> images = Optional.empty();

  private ListedCandidate(Path path, Kind kind, byte[] head, List<String> names, boolean whole) {
    this.path = path;
    this.kind = kind;
    this.head = head;
    this.names = names.stream().sorted().toList();
    this.whole = whole;
  }

  static ListedCandidate at(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return folder(path);
    }
    byte[] head = KnownContent.head(path);
    return isZip(head) || ArchiveNames.isTar(head)
        ? archive(path, head)
        : new ListedCandidate(path, Kind.FILE, head, List.of(), true);
  }

  private static ListedCandidate folder(Path root) throws IOException {
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
    return new ListedCandidate(root, Kind.FOLDER, new byte[0], names, whole[0]);
  }

  /** A gzipped file that holds no archive is a file. */
  private static ListedCandidate archive(Path path, byte[] head) throws IOException {
    List<String> names = new ArrayList<>();
    boolean whole;
    try {
      whole = ArchiveNames.list(path, MOST_FILES, names);
    } catch (BadInputException e) {
      if (isZip(head) || !names.isEmpty()) {
        throw e; // an archive, but damaged or cut off
      }
      return new ListedCandidate(path, Kind.FILE, head, List.of(), true);
    }
    return new ListedCandidate(path, Kind.ARCHIVE, head, names, whole);
  }

  private static boolean isZip(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith("PK\3\4");
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Kind kind() {
    return kind;
  }

  @Override
  public byte[] head() {
    return head.clone();
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public boolean whole() {
    return whole;
  }

  @Override
  public List<String> images() throws IOException {
    if (images.isEmpty()) {
      images = Optional.of(findImages());
    }
    return images.get();
  }

  private List<String> findImages() throws IOException {
    List<String> found = names.stream().filter(ImageEndings::isOne).toList();
    if (!found.isEmpty() || names.isEmpty()) {
      return found;
    }
    try (FileTree tree = FileTree.open(path, "expected images")) {
      return ImageListing.of(tree).stream().map(FileTree.Entry::path).toList();
    }
  }
}
