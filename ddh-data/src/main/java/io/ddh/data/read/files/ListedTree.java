package io.ddh.data.read.files;

import io.ddh.core.Parallel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** A {@link FileTree} that was listed when it was opened, and gives any file at any time. */
abstract class ListedTree implements FileTree {
  private static final int BLOCK = 16;

  private final Path root;
  private final List<Entry> files = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final TreeSet<String> tops = new TreeSet<>();
  private final PassedOver passedOver = new PassedOver();

  ListedTree(Path root) {
    this.root = root;
  }

  /** Adds a file. */
  final void add(Entry file) {
    files.add(file);
  }

  /** Adds something that can't be read. */
  final void add(Problem problem) {
    problems.add(problem);
  }

  /** Counts a system file or folder. */
  final void passOver(String path) {
    passedOver.add(path);
  }

  /** Adds a folder at the top. */
  final void addTop(String name) {
    tops.add(name);
  }

  /** How many files there are so far. */
  final int count() {
    return files.size();
  }

  /** Brings all into the order of their paths: called once, after the last was added. */
  final void sort() {
    files.sort(Comparator.comparing(Entry::path));
    problems.sort(Comparator.comparing(Problem::path));
  }

  /**
   * A file's bytes.
   *
   * @throws IOException with a short reason if they can't be had whole, or are more than allowed
   */
  abstract byte[] bytes(Entry file, long most) throws IOException;

  /** Opens a file. */
  abstract InputStream open(Entry file) throws IOException;

  @Override
  public final List<byte[]> heads(List<Entry> wanted) {
    byte[][] heads = new byte[wanted.size()][0];
    Parallel.blocks(
        wanted.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            try (InputStream in = open(wanted.get(i))) {
              heads[i] = in.readNBytes(HEAD);
            } catch (IOException e) {
              // Whoever reads the file whole says why.
            }
          }
        });
    return List.of(heads);
  }

  @Override
  public final Path root() {
    return root;
  }

  @Override
  public final List<Entry> files() {
    return List.copyOf(files);
  }

  @Override
  public final List<String> tops() {
    return List.copyOf(tops);
  }

  @Override
  public final List<Problem> problems() {
    return List.copyOf(problems);
  }

  @Override
  public final PassedOver passedOver() {
    return passedOver;
  }

  @Override
  public final String stamp() {
    return Stamps.of(files, tops, problems) + " " + passedOver.count();
  }

  @Override
  public final void read(List<Entry> wanted, long most, Visitor visitor) {
    Parallel.blocks(
        wanted.size(),
        BLOCK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            Entry file = wanted.get(i);
            visitor.file(i, () -> bytes(file, most));
          }
        });
  }
}
