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

/**
 * A candidate whose files are listed once, for all readers.
 *
 * @param names of at most {@link #MOST_FILES} files
 * @param images the image files among them
 */
record ListedCandidate(
    Path path, Kind kind, byte[] head, List<String> names, boolean whole, List<String> images)
    implements Candidate {
  /** Most names that are listed. */
  static final int MOST_FILES = 50_000;

  static ListedCandidate at(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    byte[] head = folder ? new byte[0] : KnownContent.head(path);
    boolean zip = new String(head, StandardCharsets.ISO_8859_1).startsWith("PK\3\4");
    if (!folder && !zip && !(KnownContent.isTar(head) && KnownContent.holdsTar(path))) {
      return new ListedCandidate(path, Kind.FILE, head, List.of(), true, List.of());
    }
    try (FileTree tree = FileTree.open(path, "expected images", MOST_FILES)) {
      List<String> names = tree.files().stream().map(FileTree.Entry::path).toList();
      List<String> images = names.stream().filter(ImageEndings::isOne).toList();
      if (images.isEmpty()) {
        images = ImageListing.of(tree).stream().map(FileTree.Entry::path).toList();
      }
      Kind kind = folder ? Kind.FOLDER : Kind.ARCHIVE;
      return new ListedCandidate(path, kind, head, names, tree.listing().isWhole(), images);
    }
  }

  @Override
  public byte[] head() {
    return head.clone();
  }
}
