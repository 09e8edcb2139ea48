package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link FileTree} of a tar archive (plain, gzip or xz). Such an archive can only be read from
 * beginning to end. The archive is read once to list its files, and once more for each pass over
 * them. Only a few files are in memory at a time.
 */
final class TarTree implements FileTree {
  /** Number of bytes of content after which a partial listing stops. */
  private static final long FAR = 1L << 28;

  private static final int BATCH_FILES = 256;
  private static final long BATCH_BYTES = 1L << 26;

  private final Path file;
  private final int most;
  private final String stamp;
  private Optional<Listing> listing = Optional.empty();
  private final Map<String, Long> places = new HashMap<>();

  /**
   * First bytes of the files that don't have the extension of an image. These bytes are kept
   * because another pass over the archive would be slow.
   */
  private final Map<String, byte[]> heads = new HashMap<>();

  TarTree(Path file, int most) throws IOException {
    this.file = file;
    this.most = most;
    this.stamp = Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
  }

  @Override
  public Listing listing() {
    if (listing.isEmpty()) {
      listing = Optional.of(list());
    }
    return listing.get();
  }

  private Listing list() {
    Listing found = new Listing(most);
    long seen = 0;
    try (TarStream tar = new TarStream(file)) {
      for (Optional<TarStream.Member> m = tar.next(); m.isPresent(); m = tar.next()) {
        String name = m.get().name();
        if (!found.take(file, name)) {
          continue;
        }
        switch (m.get().kind()) {
          case FILE -> {
            seen += m.get().size();
            if (found.isFull(most < Limits.FILES && seen > FAR)) {
              found.sort();
              return found;
            }
            found.add(new Entry(name, m.get().size(), 0));
            places.put(name, (long) places.size());
            if (!ImageEndings.isOne(name)) {
              heads.put(name, tar.readNBytes(HEAD));
            }
          }
          case LINK -> found.addProblem(name, "a link; links in archives are not followed");
          case OTHER -> found.addProblem(name, "not a regular file");
          case FOLDER -> {}
        }
      }
    } catch (IOException e) {
      throw damaged(e);
    }
    found.sort();
    return found;
  }

  private BadInputException damaged(IOException e) {
    return new BadInputException(file + ": can't be read as a tar archive: " + Reason.of(e), e);
  }

  @Override
  public Path root() {
    return file;
  }

  @Override
  public boolean isFolder() {
    return false;
  }

  @Override
  public List<byte[]> heads(List<Entry> wanted) {
    listing();
    return wanted.stream().map(e -> heads.getOrDefault(e.path(), new byte[0])).toList();
  }

  @Override
  public String stamp() {
    return stamp;
  }

  @Override
  public long place(Entry entry) {
    listing();
    return places.getOrDefault(entry.path(), Long.MAX_VALUE);
  }

  @Override
  public Pass pass(List<Entry> wanted, long most) throws IOException {
    return new TarPass(new TarStream(file), wanted, most);
  }

  /** A pass that moves forward through the archive and skips files that were not requested. */
  private final class TarPass implements Pass {
    private final TarStream tar;
    private final List<Entry> wanted;
    private final long most;
    private Optional<TarStream.Member> at = Optional.empty();
    private Content content = TarTree::gone;
    private boolean ended;

    TarPass(TarStream tar, List<Entry> wanted, long most) {
      this.tar = tar;
      this.wanted = wanted;
      this.most = most;
    }

    @Override
    public void read(int from, int to, Visitor visitor) {
      List<Runnable> waiting = new ArrayList<>();
      long bytes = 0;
      try {
        for (int i = from; i < to; i++) {
          String path = wanted.get(i).path();
          if (!isAt(path)) { // otherwise the same file was requested again
            find(path);
          }
          int index = i;
          Content found = content;
          waiting.add(() -> visitor.file(index, found));
          bytes += at.map(m -> Math.min(m.size(), most)).orElse(0L);
          if (waiting.size() >= BATCH_FILES || bytes >= BATCH_BYTES) {
            flush(waiting);
            bytes = 0;
          }
        }
      } catch (IOException e) {
        throw damaged(e);
      }
      flush(waiting);
    }

    /** Passes the files that are waiting in memory to the visitor, on all threads. */
    private void flush(List<Runnable> waiting) {
      Parallel.blocks(
          waiting.size(), 1, (first, last) -> waiting.subList(first, last).forEach(Runnable::run));
      waiting.clear();
    }

    private boolean isAt(String path) {
      return at.isPresent() && at.get().name().equals(path);
    }

    private void find(String path) throws IOException {
      content = TarTree::gone;
      while (!ended && !isAt(path)) {
        at = tar.next();
        ended = at.isEmpty();
      }
      if (!ended) {
        long size = at.get().size();
        byte[] bytes = size > most ? new byte[0] : tar.readNBytes((int) size);
        content =
            () -> {
              if (size > most) {
                throw new IOException(
                    "file has " + size + " bytes, at most " + most + " are allowed");
              }
              return bytes;
            };
      }
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private static byte[] gone() throws IOException {
    throw new IOException("no longer in the archive");
  }
}
