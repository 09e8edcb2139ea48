package io.ddh.data.read.files;

import io.ddh.data.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** {@link FileTree} of files that a text file lists, in its order. */
public final class ListedTree implements FileTree {
  private static final int BLOCK = 16;

  private final Path list;
  private final List<Entry> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Looks at the files.
   *
   * @param list the text file; relative paths start at its folder
   * @param paths as it names them
   */
  public ListedTree(Path list, List<String> paths) {
    this.list = list;
    for (String path : paths) {
      try {
        BasicFileAttributes is = Files.readAttributes(resolve(path), BasicFileAttributes.class);
        if (is.isRegularFile()) {
          files.add(new Entry(path, is.size(), is.lastModifiedTime().toMillis()));
        } else {
          problems.add(new Problem(path, "no regular file"));
        }
      } catch (IOException | InvalidPathException e) {
        problems.add(new Problem(path, "no such file, or not to be read"));
      }
    }
  }

  private Path resolve(String path) {
    return list.toAbsolutePath().resolveSibling(path);
  }

  @Override
  public Path root() {
    return list;
  }

  @Override
  public boolean isFolder() {
    return true;
  }

  @Override
  public List<Entry> files() {
    return List.copyOf(files);
  }

  @Override
  public List<String> tops() {
    return List.of();
  }

  @Override
  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public String stamp() {
    return Stamps.of(files, tops(), problems);
  }

  @Override
  public void read(List<Entry> wanted, long most, Visitor visitor) {
    Parallel.blocks(
        wanted.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Path file = resolve(wanted.get(i).path());
            visitor.file(i, () -> FolderTree.bytes(file, most));
          }
        });
  }

  @Override
  public void close() {}
}
