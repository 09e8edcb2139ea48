package io.ddh.data.read.files;

import io.ddh.core.Nfc;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Converts file names to text. On Linux, a name is a sequence of bytes that need not be UTF-8. Java
 * replaces bytes that it can't decode in the current locale, so that different names may become
 * equal. This class writes such bytes like {@code \xfc} in every locale, so that names stay
 * distinct and can be shown.
 */
public final class FileNames {
  private static final char REPLACED = '\uFFFD';

  private FileNames() {}

  /**
   * Decodes a name in UTF-8. A byte that is not valid UTF-8 is written in hexadecimal, for example
   * {@code \xfc}.
   *
   * @param name the name's bytes
   * @return the name as text
   */
  public static String decode(byte[] name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer out = CharBuffer.allocate(4 * name.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put(String.format(Locale.ROOT, "\\x%02x", in.get()));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /**
   * Returns the path of a file relative to a folder, with {@code /} as separator.
   *
   * @param folder the folder
   * @param file a file below the folder
   * @return the relative path; bytes that are not valid UTF-8 are written like {@code \xfc}
   */
  public static String below(Path folder, Path file) {
    List<String> parts = new ArrayList<>();
    Path at = file;
    for (int depth = folder.relativize(file).getNameCount(); depth > 0; depth--) {
      parts.add(0, name(at));
      at = at.getParent();
    }
    return String.join("/", parts);
  }

  /**
   * {@return the last part of a path, decoded as by {@link #decode}}
   *
   * @param file the path
   */
  public static String name(Path file) {
    Path last = file.getFileName();
    String name = last == null ? "" : last.toString();
    return name.indexOf(REPLACED) < 0 ? name : decode(bytes(file));
  }

  /**
   * Returns whether Java replaced some bytes of a path. The text of such a path can't be used to
   * open the file.
   */
  static boolean isReplaced(Path file) {
    return file.toString().indexOf(REPLACED) >= 0;
  }

  /**
   * Returns the bytes of the last part of a path. The bytes are taken from the path's URI, which
   * preserves them in every locale.
   */
  private static byte[] bytes(Path file) {
    String path = file.toUri().getRawPath();
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String name = whole.substring(whole.lastIndexOf('/') + 1);
    String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.ISO_8859_1);
    return decoded.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Finds a file, given its path as a string. The string may have been written on another system,
   * so its Unicode characters may be composed or decomposed, and its folders may be separated by
   * {@code \}.
   *
   * @param folder the folder to which relative paths refer
   * @param text the path of the file, as a string
   * @return the path of the existing file; empty if there is none
   */
  public static Optional<Path> find(Path folder, String text) {
    Optional<Path> found = existing(folder, text);
    String slashes = text.replace('\\', '/');
    if (found.isPresent() || slashes.equals(text) && text.chars().allMatch(c -> c < 128)) {
      return found;
    }
    found = existing(folder, slashes);
    return found.or(() -> walked(folder, text)).or(() -> walked(folder, slashes));
  }

  private static Optional<Path> existing(Path folder, String text) {
    try {
      return Optional.of(folder.resolve(text)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Descends from folder to folder and compares names as composed Unicode characters. */
  private static Optional<Path> walked(Path folder, String text) {
    Path at = text.startsWith("/") ? Path.of("/") : folder;
    for (String part : text.split("/+", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      Path above = at;
      Optional<Path> next = existing(above, part).or(() -> alike(above, part));
      if (next.isEmpty()) {
        return next;
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  private static Optional<Path> alike(Path folder, String name) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Nfc.of(name(path)).equals(Nfc.of(name))).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * {@return an error message for a path that doesn't exist} The message says which part of the
   * path is missing and suggests a similar name if there is one.
   *
   * @param path the path that doesn't exist
   */
  public static String missing(Path path) {
    Path there = path.toAbsolutePath().normalize();
    Path gone = there;
    while (there.getParent() != null && !Files.exists(there)) {
      gone = there;
      there = there.getParent();
    }
    String name = String.valueOf(gone.getFileName());
    boolean above = !gone.equals(path.toAbsolutePath().normalize());
    return "no such file or folder"
        + (above ? "; there is no " + gone : "")
        + near(there, name).map(other -> "; did you mean '" + other + "'?").orElse("");
  }

  private static Optional<String> near(Path folder, String name) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(other -> plain(other).equals(plain(name)) && !plain(name).isEmpty())
          .sorted()
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // this is only a hint for the user
    }
  }

  /** Returns the letters and digits of a name in lower case, without the extension. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("(\\.tar)?\\.[a-z0-9]{1,5}$", "")
        .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
