package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@link FileTree} of a folder. Symbolic links are followed, and a loop of links is reported as
 * a problem.
 */
final class FolderTree extends ListedTree {
  /** Actual paths of the files whose path in the listing is different. */
  private final Map<String, Path> elsewhere = new HashMap<>();

  FolderTree(Path root, int most) {
    super(root, most);
    try {
      Files.walkFileTree(
          root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk());
    } catch (IOException e) {
      throw new BadInputException(root + ": can't be listed: " + Reason.of(e), e);
    }
    listing().sort();
  }

  /**
   * Lists the files that a text file names, in the order of the text file. {@link FileNames#find}
   * finds each file.
   *
   * @param paths the paths as written in the text file; relative paths refer to the folder of the
   *     text file
   */
  FolderTree(Path list, List<String> paths) {
    super(list, Integer.MAX_VALUE);
    for (String path : paths) {
      try {
        Path file =
            FileNames.find(list.toAbsolutePath().getParent(), path)
                .orElseThrow(() -> new NoSuchFileException(path));
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        elsewhere.put(path, file);
        if (is.isRegularFile()) {
          listing().add(new Entry(path, is.size(), is.lastModifiedTime().toMillis()));
        } else {
          listing().addProblem(path, "not a regular file");
        }
      } catch (IOException e) {
        listing().addProblem(path, "no such file, or it can't be read");
      }
    }
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
      if (dir.equals(root())) {
        return FileVisitResult.CONTINUE;
      }
      if (isSkipped(dir)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (root().equals(dir.getParent())) {
        listing().addTop(FileNames.name(dir));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (isSkipped(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (!attributes.isRegularFile()) {
        String reason = attributes.isSymbolicLink() ? "a broken link" : "not a regular file";
        listing().addProblem(relative(file), reason);
        return FileVisitResult.CONTINUE;
      }
      if (listing().isFull(false)) {
        return FileVisitResult.TERMINATE;
      }
      long time = attributes.lastModifiedTime().toMillis();
      String path = relative(file);
      listing().add(new Entry(path, attributes.size(), time));
      if (FileNames.isReplaced(file)) {
        elsewhere.put(path, file);
      }
      if (listing().count() > Limits.FILES) {
        throw new BadInputException(root() + ": more than " + Limits.FILES + " files");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(root())) {
        throw e;
      }
      listing().addProblem(relative(file), Reason.of(e));
      return FileVisitResult.CONTINUE;
    }
  }

  private String relative(Path file) {
    return FileNames.below(root(), file);
  }

  private boolean isSkipped(Path path) {
    boolean system = SystemFiles.isOne(FileNames.name(path));
    if (system) {
      listing().skipped().add(relative(path));
    }
    return system;
  }

  @Override
  public boolean isFolder() {
    return true;
  }

  @Override
  InputStream open(Entry entry) throws IOException {
    return Files.newInputStream(file(entry));
  }

  private Path file(Entry entry) {
    Path file = elsewhere.get(entry.path());
    return file == null ? root().resolve(entry.path()) : file;
  }

  /**
   * Reads a whole file, but not beyond the limit {@code most}, even if the file has grown since it
   * was listed.
   */
  @Override
  public byte[] bytes(Entry entry, long most) throws IOException {
    long size = Files.size(file(entry));
    if (size <= most) {
      try (InputStream in = open(entry)) {
        byte[] bytes = in.readNBytes((int) most + 1);
        if (bytes.length <= most) {
          return bytes;
        }
      }
    }
    throw new IOException(
        "file has " + Math.max(size, most + 1) + " bytes, at most " + most + " are allowed");
  }
}
