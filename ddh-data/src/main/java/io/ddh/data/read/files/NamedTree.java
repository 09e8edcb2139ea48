package io.ddh.data.read.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** {@link FileTree} of files that a text file names, in its order. */
public final class NamedTree extends ListedTree {
  /**
   * Looks at the files.
   *
   * @param list the text file; relative paths start at its folder
   * @param paths as it names them
   */
  public NamedTree(Path list, List<String> paths) {
    super(list);
    for (String path : paths) {
      try {
        BasicFileAttributes is = Files.readAttributes(resolve(path), BasicFileAttributes.class);
        if (is.isRegularFile()) {
          add(new Entry(path, is.size(), is.lastModifiedTime().toMillis()));
        } else {
          add(new Problem(path, "no regular file"));
        }
      } catch (IOException | InvalidPathException e) {
        add(new Problem(path, "no such file, or not to be read"));
      }
    }
  }

  private Path resolve(String path) {
    return root().toAbsolutePath().resolveSibling(path);
  }

  @Override
  public boolean isFolder() {
    return true;
  }

  @Override
  byte[] bytes(Entry file, long most) throws IOException {
    return FolderTree.bytes(resolve(file.path()), most);
  }

  @Override
  public void close() {}
}
