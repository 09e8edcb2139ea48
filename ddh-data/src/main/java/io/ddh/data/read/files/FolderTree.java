package io.ddh.data.read.files;

import io.ddh.data.BadInputException;
import io.ddh.data.text.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** {@link FileTree} of a folder; links are followed, loops of them are problems. */
final class FolderTree extends ListedTree {
  FolderTree(Path root) {
    super(root);
    try {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk());
    } catch (IOException e) {
      throw new BadInputException(root + ": can't be listed: " + Reason.of(e), e);
    }
    checkNames();
    sort();
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      if (dir.equals(root())) {
        return FileVisitResult.CONTINUE;
      }
      if (isHidden(dir)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (root().equals(dir.getParent())) {
        addTop(dir.getFileName().toString());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        String reason = attributes.isSymbolicLink() ? "a link to nothing" : "no regular file";
        add(new Problem(relative(file), reason));
        return FileVisitResult.CONTINUE;
      }
      long time = attributes.lastModifiedTime().toMillis();
      add(new Entry(relative(file), attributes.size(), time));
      if (count() > Limits.FILES) {
        throw new BadInputException(root() + ": more than " + Limits.FILES + " files");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root())) {
        throw e;
      }
      add(new Problem(relative(file), Reason.of(e)));
      return FileVisitResult.CONTINUE;
    }
  }

  /** Under a locale without the names' letters Java reads them all alike: two people become one. */
  private void checkNames() {
    long unreadable = tops().stream().filter(name -> name.indexOf('\uFFFD') >= 0).count();
    unreadable += files().stream().filter(f -> f.path().indexOf('\uFFFD') >= 0).count();
    if (unreadable > 0) {
      throw new BadInputException(
          root()
              + ": "
              + unreadable
              + " files or folders have names that this locale can't show; set LC_ALL=C.UTF-8");
    }
  }

  private String relative(Path file) {
    List<String> parts = new ArrayList<>();
    root().relativize(file).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  @Override
  public boolean isFolder() {
    return true;
  }

  @Override
  byte[] bytes(Entry entry, long most) throws IOException {
    return bytes(root().resolve(entry.path()), most);
  }

  /** Reads a file whole, and never more than allowed, whatever its size was said to be. */
  static byte[] bytes(Path file, long most) throws IOException {
    long size = Files.size(file);
    if (size <= most) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes((int) most + 1);
        if (bytes.length <= most) {
          return bytes;
        }
      }
    }
    throw new IOException("file of " + Math.max(size, most + 1) + " bytes, at most " + most);
  }

  @Override
  public void close() {}
}
