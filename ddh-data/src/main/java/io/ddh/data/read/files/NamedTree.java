package io.ddh.data.read.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link FileTree} of files that a text file names, in the order of that file. */
public final class NamedTree extends ListedTree {
  private final Map<String, Path> found = new HashMap<>();

  /**
   * Looks up the files.
   *
   * @param list the text file; relative paths start at its folder
   * @param paths as it names them
   */
  public NamedTree(Path list, List<String> paths) {
    super(list, Integer.MAX_VALUE);
    for (String path : paths) {
      Optional<Path> file = find(list, path);
      if (file.isEmpty()) {
        listing().addProblem(path, "no such file, or not to be read");
        continue;
      }
      found.put(path, file.get());
      try {
        BasicFileAttributes is = Files.readAttributes(file.get(), BasicFileAttributes.class);
        if (is.isRegularFile()) {
          listing().add(new Entry(path, is.size(), is.lastModifiedTime().toMillis()));
        } else {
          listing().addProblem(path, "no regular file");
        }
      } catch (IOException e) {
        listing().addProblem(path, "no such file, or not to be read");
      }
    }
  }

  /**
   * {@return the file that a line of a list names, found as by {@link FileNames#find}}
   *
   * @param list the text file; relative paths start at its folder
   * @param path the path in the line
   */
  public static Optional<Path> find(Path list, String path) {
    Path folder = list.toAbsolutePath().getParent();
    return path.isEmpty() || folder == null ? Optional.empty() : FileNames.find(folder, path);
  }

  @Override
  public boolean isFolder() {
    return true;
  }

  @Override
  InputStream open(Entry file) throws IOException {
    return Files.newInputStream(found.get(file.path()));
  }

  @Override
  public byte[] bytes(Entry file, long most) throws IOException {
    return FolderTree.bytes(found.get(file.path()), most);
  }
}
