package io.ddh.core;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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

/**
 * Writes files completely or not at all. The content goes into a temporary file beside the target;
 * this file is then renamed to the target.
 */
public final class AtomicFile {
  private static final Pattern PART =
      Pattern.compile("\\..*\\.(" + ProcessTag.PATTERN + ")\\.[0-9a-f-]{36}\\.part");

  /**
   * Longest time that writing a file can take. A temporary file older than this limit counts as
   * abandoned, even if it is not known whether its process has ended.
   */
  private static final Duration LONG = Duration.ofDays(1);

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Writer {
    /**
     * Writes the content.
     *
     * @param out receives the content of the file
     * @throws IOException if writing fails
     */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Writes a file and creates its folder if needed; on failure, an existing file stays as it was.
   *
   * @param file the file to write
   * @param writer writes the content
   * @throws IOException if the file can't be written; the message names the file
   */
  public static void write(Path file, Writer writer) throws IOException {
    checkTarget(file);
    Path target = file.toAbsolutePath();
    Files.createDirectories(target.getParent());
    // Files.createTempFile is not used, because only the owner can read its files, even once moved.
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

  /**
   * Writes a text file in UTF-8, completely or not at all, as {@link #write} does.
   *
   * @param file the file to write
   * @param text the whole content of the file
   * @throws IOException if the file can't be written
   */
  public static void writeText(Path file, String text) throws IOException {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Renames a finished file to its final name, atomically where the file system supports it.
   *
   * @param part the complete file under its temporary name
   * @param target the final name of the file; an existing file is replaced
   * @throws IOException if the file can't be moved
   */
  public static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /**
   * Checks that a path at which a file is to be written is not a folder, nor below a file. Callers
   * use this method before any long work.
   *
   * @param file the file that is to be written
   * @throws FileSystemException if the path is a folder or below a file; the message names the path
   */
  public static void checkTarget(Path file) throws FileSystemException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(
          file.toString(), null, "a folder; valid: the name of a file to write");
    }
    Path above = file.toAbsolutePath().getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    if (above != null && !Files.isDirectory(above)) {
      throw new FileSystemException(
          file.toString(), null, above + " is a file; valid: a path in a folder");
    }
  }

  /**
   * {@return the path of a temporary file beside the target; its name contains this process's tag}
   *
   * @param target the file that will be written
   */
  public static Path part(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessTag.own() + "." + UUID.randomUUID() + ".part");
  }

  /**
   * Removes the temporary files that killed processes left behind in a folder and its subfolders.
   * Files and folders that can't be read are skipped.
   *
   * @param folder the folder to search, with all its subfolders; it need not exist
   * @throws IOException if a file can't be removed
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
