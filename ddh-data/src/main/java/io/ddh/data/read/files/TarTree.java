package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.core.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link FileTree} of a tar archive, plain, gzip or xz. It can only be read from begin to end: once
 * for the list, and once whenever contents are asked for, a few files at a time in memory.
 */
final class TarTree implements FileTree {
  /** Where not all files are wanted, what lies behind so many bytes isn't looked at. */
  private static final long FAR = 1L << 28;

  private static final int BATCH_FILES = 256;
  private static final long BATCH_BYTES = 1L << 26;

  private final Path file;
  private final int most;
  private final String stamp;
  private Optional<Listing> listing = Optional.empty();
  private final Map<String, Long> places = new HashMap<>();

  /** Of files whose names don't say that they are images; another pass would take long. */
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
    EntryNames names = new EntryNames(file, found);
    try (TarStream tar = new TarStream(file)) {
      for (Optional<TarStream.Member> m = tar.next(); m.isPresent(); m = tar.next()) {
        String name = m.get().name();
        if (!names.take(name)) {
          continue;
        }
        switch (m.get().kind()) {
          case FILE -> {
            seen += m.get().size();
            if (found.isFull() || most < Limits.FILES && seen > FAR) {
              found.cut();
              found.sort();
              return found;
            }
            found.add(new Entry(name, m.get().size(), 0));
            places.put(name, (long) places.size());
            if (!ImageEndings.isOne(name)) {
              heads.put(name, tar.readNBytes(HEAD));
            }
          }
          case LINK -> found.addProblem(name, "a link, not followed in archives");
          case OTHER -> found.addProblem(name, "no regular file");
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
    return new BadInputException(file + ": not a tar archive that can be read: " + Reason.of(e), e);
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
  public void read(List<Entry> wanted, long most, Visitor visitor) throws IOException {
    List<Integer> order =
        IntStream.range(0, wanted.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> place(wanted.get(i))))
            .toList();
    try (Pass pass = pass(order.stream().map(wanted::get).toList(), most)) {
      pass.read(0, order.size(), (i, content) -> visitor.file(order.get(i), content));
    }
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

  /** Reads on in the archive; what lies before the first file asked for is passed over. */
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
      Batch batch = new Batch(visitor);
      try {
        for (int i = from; i < to; i++) {
          String path = wanted.get(i).path();
          if (!isAt(path)) { // else the same file again
            find(path);
          }
          batch.add(i, content, at.map(m -> Math.min(m.size(), most)).orElse(0L));
        }
      } catch (IOException e) {
        throw damaged(e);
      }
      batch.flush();
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
        content = size > most ? tooLong(size, most) : of(tar.content());
      }
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private static Content of(byte[] bytes) {
    return () -> bytes;
  }

  private static Content tooLong(long size, long allowed) {
    return () -> {
      throw new IOException("file of " + size + " bytes, at most " + allowed);
    };
  }

  private static byte[] gone() throws IOException {
    throw new IOException("no longer in the archive");
  }

  /** Files that wait for the other threads. */
  private static final class Batch {
    private final Visitor visitor;
    private final List<Integer> indices = new ArrayList<>();
    private final List<Content> contents = new ArrayList<>();
    private long bytes;

    Batch(Visitor visitor) {
      this.visitor = visitor;
    }

    void add(int index, Content content, long size) {
      indices.add(index);
      contents.add(content);
      bytes += size;
      if (indices.size() >= BATCH_FILES || bytes >= BATCH_BYTES) {
        flush();
      }
    }

    void flush() {
      Parallel.blocks(
          indices.size(),
          1,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              visitor.file(indices.get(i), contents.get(i));
            }
          });
      indices.clear();
      contents.clear();
      bytes = 0;
    }
  }
}
