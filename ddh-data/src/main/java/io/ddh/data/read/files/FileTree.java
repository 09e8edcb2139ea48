package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The files below a folder or in an archive, except {@link SystemFiles}. Archives may be ZIP or
 * tar; a tar archive may be compressed by gzip or xz.
 */
public interface FileTree extends Closeable {
  /**
   * One file.
   *
   * @param path path relative to the root, with {@code /} as separator
   * @param size size of the file in bytes
   * @param stamp the time of the last change or a checksum; in either case, a number that changes
   *     when the content changes
   */
  record Entry(String path, long size, long stamp) {
    /**
     * {@return the parts of the path: the names of the folders, followed by the name of the file}
     */
    public List<String> parts() {
      return List.of(path.split("/", -1));
    }
  }

  /**
   * A file or folder that can't be read.
   *
   * @param path path relative to the root, with {@code /} as separator
   * @param reason why the file or folder can't be read, in a few words, for example {@code a loop
   *     of links}
   */
  record Problem(String path, String reason) {
    @Override
    public String toString() {
      return path + ": " + reason;
    }
  }

  /** Callback that receives the requested files, on several threads and in any order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives one file.
     *
     * @param index index of the file in the list of requested files
     * @param content gives access to the bytes of the file
     */
    void file(int index, Content content);
  }

  /** The content of a file, which is read on demand. */
  @FunctionalInterface
  interface Content {
    /**
     * {@return all bytes of the file}
     *
     * @throws IOException with a short reason if the file can't be read completely
     */
    byte[] bytes() throws IOException;
  }

  /** {@return the path of the folder or archive} */
  Path root();

  /**
   * {@return whether this is a folder, not an archive} The difference matters because archives
   * often have a single folder around all files, and this folder has no meaning.
   */
  boolean isFolder();

  /** {@return the list of files and problems} */
  Listing listing();

  /** {@return all files, sorted by path} */
  default List<Entry> files() {
    return listing().files();
  }

  /** {@return the names of the folders directly below the root, including empty ones, sorted} */
  default List<String> tops() {
    return listing().tops();
  }

  /** {@return the files and folders that can't be read, sorted by path} */
  default List<Problem> problems() {
    return listing().problems();
  }

  /** {@return the system files and folders that were skipped} */
  default SkippedFiles skipped() {
    return listing().skipped();
  }

  /** Maximum number of bytes per file that {@link #heads} returns. */
  int HEAD = 64;

  /**
   * {@return the first bytes of each file; for a file that can't be read, the array is empty} Each
   * array has at most {@link #HEAD} bytes.
   *
   * @param files files of this tree
   */
  List<byte[]> heads(List<Entry> files);

  /**
   * {@return a string that changes when any file changes} This string can be computed without
   * unpacking an archive.
   */
  String stamp();

  /**
   * Reads files and passes them to a visitor. A file that is listed several times is passed several
   * times.
   *
   * @param wanted files of this tree
   * @param most maximum size of a file in bytes
   * @param visitor receives the files
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if the archive is damaged as a whole
   */
  default void read(List<Entry> wanted, long most, Visitor visitor) throws IOException {
    List<Integer> order =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> place(wanted.get(i))))
            .toList();
    try (Pass pass = pass(order.stream().map(wanted::get).toList(), most)) {
      pass.read(0, order.size(), (i, content) -> visitor.file(order.get(i), content));
    }
  }

  /**
   * {@return the content of one file}
   *
   * @param file a file of this tree
   * @param most maximum size of the file in bytes
   * @throws IOException with a short reason if the file can't be read completely
   * @throws BadInputException if the archive is damaged as a whole
   */
  default byte[] bytes(Entry file, long most) throws IOException {
    List<Content> found = new ArrayList<>();
    read(List.of(file), most, (i, content) -> found.add(content));
    return found.get(0).bytes();
  }

  /**
   * {@return the position of a file in an archive that must be read in order, or 0 if files can be
   * read in any order} Files are read fastest in ascending order of this position.
   *
   * @param file a file of this tree
   */
  default long place(Entry file) {
    return 0;
  }

  /** A single pass over a list of files, which are read a few at a time from first to last. */
  interface Pass extends Closeable {
    /**
     * Reads the files [from, to) of the list; the next call must begin at {@code to} or later.
     *
     * @param from index of the first file
     * @param to index after the last file
     * @param visitor receives the files
     * @throws IOException if the folder or archive can't be read
     */
    void read(int from, int to, Visitor visitor) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  /**
   * Starts a pass over files. Only the files requested in one call are in memory at a time.
   *
   * @param wanted files of this tree in ascending order of {@link #place}
   * @param most maximum size of a file in bytes
   * @return the pass, which the caller closes
   * @throws IOException if the folder or archive can't be read
   */
  Pass pass(List<Entry> wanted, long most) throws IOException;

  @Override
  default void close() throws IOException {}

  /**
   * Opens a folder or an archive. The type of an archive is determined by its content, not by its
   * name.
   *
   * @param path the folder or archive
   * @param layout what the folder or archive should contain, for error messages
   * @return the files of the folder or archive
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if the path is neither a folder nor a readable archive
   */
  static FileTree open(Path path, String layout) throws IOException {
    return open(path, layout, Integer.MAX_VALUE);
  }

  /**
   * {@return the files that a text file lists, in the order of the list}
   *
   * @param list the text file
   * @param paths the paths as written in the text file; relative paths refer to the folder of the
   *     text file
   */
  static FileTree listed(Path list, List<String> paths) {
    return new FolderTree(list, paths);
  }

  /**
   * Opens a folder or an archive, but lists only its first files, which is fast even if there are
   * many.
   *
   * @param path the folder or archive
   * @param layout what the folder or archive should contain, for error messages
   * @param most maximum number of files that are listed
   * @return the files of the folder or archive
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if the path is neither a folder nor a readable archive
   */
  static FileTree open(Path path, String layout, int most) throws IOException {
    if (Files.isDirectory(path)) {
      return new FolderTree(path, most);
    }
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + FileNames.missing(path) + "; " + layout + " in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": neither a folder nor a file; " + layout + " in it");
    }
    byte[] head = KnownContent.head(path);
    if (ZipTree.isZip(head)) {
      return new ZipTree(path, most);
    }
    if (TarStream.isTar(head)) {
      return new TarTree(path, most);
    }
    throw new BadInputException(
        path
            + ": not a folder, nor a ZIP or tar archive that can be read: "
            + KnownContent.reason(path, head));
  }
}
