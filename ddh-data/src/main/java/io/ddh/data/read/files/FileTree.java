package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files below a folder or in an archive (ZIP, tar, gzipped tar), without {@link SystemFiles}.
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
    /** The path's parts. */
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

  /** Takes the files that were asked for, on several threads, in any order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * One file.
     *
     * @param index in the list that was asked for
     */
    void file(int index, Content content);
  }

  /** A file's bytes. */
  @FunctionalInterface
  interface Content {
    /**
     * All bytes.
     *
     * @throws IOException with a short reason if they can't be had whole
     */
    byte[] bytes() throws IOException;
  }

  /** Folder or archive. */
  Path root();

  /** False: several files together are one, and a folder around all of them says nothing. */
  boolean isFolder();

  /** What is in it. */
  Listing listing();

  /** All files, sorted by path. */
  default List<Entry> files() {
    return listing().files();
  }

  /** Folders at the top, also those that hold nothing, sorted. */
  default List<String> tops() {
    return listing().tops();
  }

  /** What can't be read, sorted by path. */
  default List<Problem> problems() {
    return listing().problems();
  }

  /** The system files and folders that are not among the files. */
  default PassedOver passedOver() {
    return listing().passedOver();
  }

  /** How many bytes {@link #heads} gives of a file. */
  int HEAD = 64;

  /** The first bytes of files; none of a file that can't be read. */
  List<byte[]> heads(List<Entry> files);

  /** Changes when a file changes; found without listing an archive that must be unpacked for it. */
  String stamp();

  /**
   * Gives the content of files, a file as often as it is asked for.
   *
   * @param most bytes that a file may have
   * @throws BadInputException if the archive is damaged as a whole
   */
  void read(List<Entry> wanted, long most, Visitor visitor) throws IOException;

  /**
   * The content of one file.
   *
   * @param most bytes that it may have
   * @throws IOException with a short reason if it can't be had whole
   * @throws BadInputException if the archive is damaged as a whole
   */
  default byte[] bytes(Entry file, long most) throws IOException {
    List<Content> found = new ArrayList<>();
    read(List.of(file), most, (i, content) -> found.add(content));
    return found.get(0).bytes();
  }

  /**
   * Where a file's content lies: files are read quickest in ascending order. 0 for all where the
   * order doesn't matter.
   */
  default long place(Entry file) {
    return 0;
  }

  /** Files that are read once, from the first to the last, a few at a time. */
  interface Pass extends Closeable {
    /**
     * Gives the content of the files [from, to) of the list; a later call begins at {@code to} or
     * behind it.
     */
    void read(int from, int to, Visitor visitor) throws IOException;
  }

  /**
   * Goes through files, of which only those of one call are in memory.
   *
   * @param wanted in ascending order of {@link #place}
   * @param most bytes that a file may have
   */
  default Pass pass(List<Entry> wanted, long most) throws IOException {
    return new Pass() {
      @Override
      public void read(int from, int to, Visitor visitor) throws IOException {
        FileTree.this.read(
            wanted.subList(from, to), most, (i, content) -> visitor.file(from + i, content));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  default void close() throws IOException {}

  /**
   * Opens a folder or an archive; which of them decides the content, not the name.
   *
   * @param layout what is expected in it, for messages
   * @throws BadInputException if there is none
   */
  static FileTree open(Path path, String layout) throws IOException {
    return open(path, layout, Integer.MAX_VALUE);
  }

  /**
   * The same with a quick look at the first files only.
   *
   * @param most files that are listed
   */
  static FileTree open(Path path, String layout, int most) throws IOException {
    if (Files.isDirectory(path)) {
      return new FolderTree(path, most);
    }
    if (!Files.exists(path)) {
      throw new BadInputException(path + ": " + NearName.missing(path) + "; " + layout + " in it");
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
