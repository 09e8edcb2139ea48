package io.ddh.core;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Explains to users why something failed, since messages of exceptions are often meant for
 * programmers.
 */
public final class Reason {
  private static final Pattern PROGRAMMERS =
      Pattern.compile(
          "null|Exception|Error:|\\b(java|javax|com|org|us|net|io)\\.[a-z]|[Ii]ndex \\d");

  private Reason() {}

  /**
   * {@return the reason why a path can't be read as a file: it is a folder or does not exist}
   *
   * @param path a path that is not a regular file
   */
  public static String noFile(Path path) {
    return Files.isDirectory(path) ? "a folder" : "no such file";
  }

  /**
   * {@return one short line, for users, that says why something failed}
   *
   * @param e the exception that was thrown
   */
  public static String of(Throwable e) {
    if (e instanceof FileSystemLoopException) {
      return "a loop of links";
    }
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NotDirectoryException) {
      return "not a folder";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "already exists";
    }
    if (e instanceof FileSystemException file) {
      return plain(file.getReason(), "can't be used");
    }
    String message = e.getMessage() == null ? "" : e.getMessage();
    if (e instanceof ZipException && message.matches("(?s).*(END header|END of).*")) {
      return "it is truncated: the list of its files at the end is missing";
    }
    if (e instanceof ZipException && message.contains("encrypted")) {
      return "it is protected by a password; unpack it";
    }
    if (message.startsWith("Unexpected end of ZLIB")) {
      return "it is truncated";
    }
    if (e instanceof EOFException) {
      return message.matches("(?s).*[a-z] .*") ? plain(message, "truncated") : "truncated";
    }
    return plain(message, "damaged");
  }

  /**
   * {@return one line with an exception's class name and message, for result files and logs}
   *
   * @param e the exception that was thrown
   */
  public static String withKind(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage().strip();
    String kind = e.getClass().getSimpleName();
    return message.isEmpty() ? kind : kind + ": " + message.lines().findFirst().orElseThrow();
  }

  private static String plain(String message, String otherwise) {
    String first = message == null ? "" : message.lines().findFirst().orElse("").strip();
    return first.isEmpty() || PROGRAMMERS.matcher(first).find() ? otherwise : first;
  }
}
