package io.ddh.data.read.form;

import io.ddh.core.Candidate;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.ImageEndings;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.folder.ImageListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A candidate whose files are listed once, for all readers. */
final class ListedCandidate implements Candidate {
  /** Most names that are listed. */
  static final int MOST_FILES = 50_000;

  private static final String LAYOUT = "expected images";

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
    this.names = names;
    this.whole = whole;
  }

  static ListedCandidate at(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return listed(path, Kind.FOLDER, new byte[0]);
    }
    byte[] head = KnownContent.head(path);
    boolean zip = new String(head, StandardCharsets.ISO_8859_1).startsWith("PK\3\4");
    return zip || KnownContent.isTar(head) && KnownContent.holdsTar(path)
        ? listed(path, Kind.ARCHIVE, head)
        : new ListedCandidate(path, Kind.FILE, head, List.of(), true);
  }

  private static ListedCandidate listed(Path path, Kind kind, byte[] head) throws IOException {
    try (FileTree tree = FileTree.open(path, LAYOUT, MOST_FILES)) {
      List<String> names = tree.files().stream().map(FileTree.Entry::path).toList();
      return new ListedCandidate(path, kind, head, names, tree.listing().isWhole());
    }
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
    try (FileTree tree = FileTree.open(path, LAYOUT)) {
      return ImageListing.of(tree).stream().map(FileTree.Entry::path).toList();
    }
  }
}
