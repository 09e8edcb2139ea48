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
 * Takes single files out of fetched archives, for readers that want them lying in a folder. Only
 * files that were asked for by plain names are written, whatever the archive says.
 */
public final class Unpacker {
  private Unpacker() {}

  /**
   * Writes those of the named files that don't lie in the folder yet.
   *
   * @param archives in the folder
   * @param names plain file names, wherever in the archives they lie
   * @return the files written
   * @throws BadInputException if the archives don't hold one of them
   */
  public static List<Path> unpack(List<RemoteFile> archives, List<String> names, Path folder)
      throws IOException {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      Check.that(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"), "name must be plain, found %s", name);
      if (!Files.exists(folder.resolve(name))) {
        missing.add(name);
      }
    }
    List<Path> made = new ArrayList<>();
    for (RemoteFile archive : missing.isEmpty() ? List.<RemoteFile>of() : archives) {
      made.addAll(from(folder.resolve(archive.name()), missing, folder));
    }
    if (!missing.isEmpty()) {
      throw new BadInputException(folder + ": no " + missing.get(0) + " in what was fetched");
    }
    return made;
  }

  private static List<Path> from(Path archive, List<String> missing, Path folder)
      throws IOException {
    List<Path> made = new ArrayList<>();
    try (FileTree tree = FileTree.open(archive, "expected " + missing)) {
      List<FileTree.Entry> wanted = new ArrayList<>();
      for (FileTree.Entry entry : tree.files()) {
        if (missing.remove(name(entry))) {
          wanted.add(entry);
          made.add(folder.resolve(name(entry)));
        }
      }
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
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return made;
  }

  private static String name(FileTree.Entry entry) {
    return entry.path().substring(entry.path().lastIndexOf('/') + 1);
  }
}
