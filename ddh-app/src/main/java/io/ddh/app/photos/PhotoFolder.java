package io.ddh.app.photos;

import io.ddh.app.images.SourceImages;
import io.ddh.core.BadInputException;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.folder.IgnoredFiles;
import io.ddh.data.read.folder.ImageListing;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The photos at any depth of a folder.
 *
 * @param tree the files
 * @param photos the photos by their paths
 */
record PhotoFolder(FileTree tree, Map<String, FileTree.Entry> photos) {
  /**
   * Lists a folder; {@code notes} receives remarks about files that are ignored or can't be listed.
   */
  static PhotoFolder list(Path folder, Consumer<String> notes) throws IOException {
    FileTree tree = FileTree.open(folder, "expected photos");
    List<FileTree.Entry> images = ImageListing.of(tree);
    Map<String, FileTree.Entry> photos = new TreeMap<>();
    images.forEach(image -> photos.put(image.path(), image));
    tree.problems().forEach(problem -> notes.accept("left out " + problem));
    tree.skipped().note().ifPresent(notes);
    IgnoredFiles.of(tree, images, images, "").note().ifPresent(notes);
    if (photos.isEmpty()) {
      throw new BadInputException(folder + ": contains no photos");
    }
    return new PhotoFolder(tree, photos);
  }

  /** Reads a photo when asked. */
  FileTree.Content content(String photo) {
    return () -> tree.bytes(photos.get(photo), Limits.FILE_BYTES);
  }

  /** Whether a photo no longer exists; false if it may be in a folder that can't be listed. */
  boolean gone(String photo) {
    return !photos.containsKey(photo)
        && tree.problems().stream()
            .noneMatch(p -> photo.equals(p.path()) || photo.startsWith(p.path() + "/"));
  }

  /** The absolute path of the folder. */
  String root() {
    return tree.root().toAbsolutePath().normalize().toString();
  }

  /**
   * Whether an index of these photos names another folder, because the photos were moved. A link to
   * the same folder is not another folder.
   *
   * @throws BadInputException if the other folder still exists
   */
  boolean moved(CodeIndex index, Path file) throws IOException {
    String other = index.notes().getOrDefault(SourceImages.NOTE, root());
    if (Files.notExists(Path.of(other))) {
      return true;
    }
    if (!Files.isSameFile(Path.of(other), Path.of(root()))) {
      throw BadInputException.of(
          "%s: is an index of the photos in %s; valid: that folder, or another index for %s",
          file, other, root());
    }
    return false;
  }
}
