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
 * The files below a folder or in an archive (ZIP, or tar: plain, gzip or xz), without {@link
 * SystemFiles}.
 */
public interface FileTree extends Closeable {
  /**
   * One file.
   *
   * @param path below the root, with {@code /}
   * @param size in bytes
   * @param stamp changes with the content: time of the last change, or a checksum
   */
  record Entry(String path, long size, long stamp) {
    /** {@return the path's parts} */
    public List<String> parts() {
      return List.of(path.split("/", -1));
    }
  }

  /**
   * Something that can't be read.
   *
   * @param path below the root
   * @param reason short, for example {@code a loop of links}
   */
  record Problem(String path, String reason) {
    @Override
    public String toString() {
      return path + ": " + reason;
    }
  }

  /** Receives the requested files, on several threads and in any order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives one file.
     *
     * @param index in the list of requested files
     * @param content the file's bytes
     */
    void file(int index, Content content);
  }

  /** A file's bytes. */
  @FunctionalInterface
  interface Content {
    /**
     * {@return all bytes}
     *
     * @throws IOException with a short reason if they can't be read completely
     */
    byte[] bytes() throws IOException;
  }

  /** {@return the folder or archive} */
  Path root();

  /**
   * {@return whether this is a folder} In an archive, a single folder around all files has no
   * meaning.
   */
  boolean isFolder();

  /** {@return the contents} */
  Listing listing();

  /** {@return all files, sorted by path} */
  default List<Entry> files() {
    return listing().files();
  }

  /** {@return folders at the top, including empty ones, sorted} */
  default List<String> tops() {
    return listing().tops();
  }

  /** {@return what can't be read, sorted by path} */
  default List<Problem> problems() {
    return listing().problems();
  }

  /** {@return the system files and folders that are not among the files} */
  default PassedOver passedOver() {
    return listing().passedOver();
  }

  /** How many bytes of a file {@link #heads} returns. */
  int HEAD = 64;

  /**
   * {@return the first bytes of each file, up to {@link #HEAD}; none for a file that can't be read}
   *
   * @param files files of this tree
   */
  List<byte[]> heads(List<Entry> files);

  /**
   * {@return a text that changes when a file changes} It is computed without unpacking an archive.
   */
  String stamp();

  /**
   * Reads files. A file that is listed several times is passed on several times.
   *
   * @param wanted files of this tree
   * @param most largest size of a file in bytes
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
   * @param most its largest size in bytes
   * @throws IOException with a short reason if it can't be read completely
   * @throws BadInputException if the archive is damaged as a whole
   */
  default byte[] bytes(Entry file, long most) throws IOException {
    List<Content> found = new ArrayList<>();
    read(List.of(file), most, (i, content) -> found.add(content));
    return found.get(0).bytes();
  }

  /**
   * {@return the position of a file's content, or 0 for all files if their order doesn't matter}
   * Files are read fastest in ascending order.
   *
   * @param file a file of this tree
   */
  default long place(Entry file) {
    return 0;
  }

  /** Reads a list of files once, from first to last, a few at a time. */
  interface Pass extends Closeable {
    /**
     * Reads the files [from, to) of the list; the next call must start at {@code to} or later.
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
   * Starts a pass over files. Only the files of one call are in memory.
   *
   * @param wanted in ascending order of {@link #place}
   * @param most largest size of a file in bytes
   * @return the pass, to be closed by the caller
   * @throws IOException if the folder or archive can't be read
   */
  Pass pass(List<Entry> wanted, long most) throws IOException;

  @Override
  default void close() throws IOException {}

  /**
   * Opens a folder or an archive. The kind of archive is determined by the content, not by the
   * name.
   *
   * @param path the folder or archive
   * @param layout what is expected in it, for messages
   * @return its files
   * @throws IOException if it can't be read
   * @throws BadInputException if there is neither
   */
  static FileTree open(Path path, String layout) throws IOException {
    return open(path, layout, Integer.MAX_VALUE);
  }

  /**
   * {@return the files that a text file names, in its order}
   *
   * @param list the text file
   * @param paths as it names them; relative ones start at its folder
   */
  static FileTree listed(Path list, List<String> paths) {
    return new FolderTree(list, paths);
  }

  /**
   * Opens a folder or an archive and lists only its first files, which is quick.
   *
   * @param path the folder or archive
   * @param layout what is expected in it, for messages
   * @param most number of files that are listed
   * @return its files
   * @throws IOException if it can't be read
   * @throws BadInputException if there is neither
   */
  static FileTree open(Path path, String layout, int most) throws IOException {
    if (Files.isDirectory(path)) {
      return new FolderTree(path, most);
    }
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + FileNames.missing(path) + "; " + layout + " in it");
    }
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(path + ": neither folder nor file; " + layout + " in it");
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
