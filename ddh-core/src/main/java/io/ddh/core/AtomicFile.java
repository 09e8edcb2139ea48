package io.ddh.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes files whole or not at all: to a temporary name beside the target, then moved. */
public final class AtomicFile {
  private static final Pattern PART =
      Pattern.compile("\\..*\\.(" + ProcessTag.PATTERN + ")\\.[0-9a-f-]{36}\\.part");

  /** No file takes longer to write: what is older was left by a process of another host. */
  private static final Duration LONG = Duration.ofDays(1);

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, making its folder when needed; on failure the old file stays as it was.
   *
   * @throws IOException naming the file
   */
  public static void write(Path file, Writer writer) throws IOException {
    checkTarget(file);
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    // Not Files.createTempFile: its files can be read by their owner only, and stay so when moved.
    Path part = part(target);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
        writer.write(out);
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Gives a file its final name, in one step where the file system can do that. */
  public static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Refuses a folder as the name of a file to write, before any work is done for it.
   *
   * @throws FileSystemException naming it
   */
  public static void checkTarget(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "a folder; valid: the name of a file to write");
    }
  }

  /** A temporary name beside the target; it identifies this process. */
  public static Path part(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessTag.own() + "." + UUID.randomUUID() + ".part");
  }

  /**
   * Removes what killed processes left half written in a folder and those below it. What can't be
   * read or removed stays.
   */
  public static void removeParts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Instant old = Instant.now().minus(LONG);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Matcher part = PART.matcher(file.getFileName().toString());
            if (part.matches()
                && (ProcessTag.parse(part.group(1)).filter(ProcessTag::ended).isPresent()
                    || is.lastModifiedTime().toInstant().isBefore(old))) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
