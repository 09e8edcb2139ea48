package io.ddh.data.fetch;

import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Extracts individual files from downloaded archives, for readers that need these files in a
 * folder.
 */
public final class Unpacker {
  private Unpacker() {}

  /**
   * Extracts the named files that are not yet in the folder. Nothing else is extracted from the
   * archives.
   *
   * @param archives the downloaded archives, which are in the folder
   * @param names names of the files to extract, without folders; the files may be in any folder of
   *     the archives
   * @param folder the folder that holds the archives and receives the files
   * @return the files that were extracted
   * @throws IOException if an archive can't be read or a file can't be written
   * @throws BadInputException if one of the files is in none of the archives
   */
  public static List<Path> unpack(List<RemoteFile> archives, List<String> names, Path folder)
      throws IOException {
    for (String name : names) {
      Check.that(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "not a plain file name: '%s'", name);
    }
    List<String> missing = new ArrayList<>(names);
    missing.removeIf(name -> Files.exists(folder.resolve(name)));
    List<Path> made = new ArrayList<>();
    for (RemoteFile archive : missing.isEmpty() ? List.<RemoteFile>of() : archives) {
      made.addAll(from(folder.resolve(archive.name()), missing, folder));
    }
    if (!missing.isEmpty()) {
      throw new BadInputException(folder + ": no file '" + missing.get(0) + "' in the archives");
    }
    return made;
  }

  private static List<Path> from(Path archive, List<String> missing, Path folder)
      throws IOException {
    try (FileTree tree = FileTree.open(archive, "expected " + missing)) {
      List<FileTree.Entry> wanted =
          tree.files().stream().filter(entry -> missing.remove(name(entry))).toList();
      List<Path> made = wanted.stream().map(entry -> folder.resolve(name(entry))).toList();
      tree.read(
          wanted,
          Limits.ENTRY_BYTES,
          (index, content) -> {
            try {
              byte[] bytes = content.bytes();
              AtomicFile.write(made.get(index), out -> out.write(bytes));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return made;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String name(FileTree.Entry entry) {
    return entry.path().substring(entry.path().lastIndexOf('/') + 1);
  }
}
