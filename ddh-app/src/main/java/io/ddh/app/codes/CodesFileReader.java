package io.ddh.app.codes;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.retrieval.index.Item;
import io.ddh.retrieval.index.Records;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Reads a codes file block by block. The head and the end are checked when the file is opened; each
 * block is checked when it is read.
 */
public final class CodesFileReader implements CodeSource {
  private final Path file;
  private final CodesFormat.Head head;
  private final CodesFormat.End end;
  private final DataInputStream in;
  private long left;
  private CodesFormat.End read = new CodesFormat.End(0, 0, 0);
  private int image;
  private Iterator<Item> items = List.<Item>of().iterator();

  /**
   * Opens a codes file.
   *
   * @param file a codes file ({@code .ddhc})
   * @throws BadInputException if the file is not a codes file, or is damaged, truncated, unfinished
   *     or of a newer version
   * @throws IOException if a file can't be read
   */
  public CodesFileReader(Path file) throws IOException {
    this.file = file;
    if (!Files.isRegularFile(file)) {
      String unfinished =
          Files.exists(CodesFileWriter.part(file.toAbsolutePath()))
              ? "; ddh hash has not finished it: run the same ddh hash command again"
              : "; valid: a file written by 'ddh hash' (.ddhc)";
      throw new BadInputException(file + ": no such file" + unfinished);
    }
    try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "r")) {
      byte[] first = new byte[(int) Math.min(CodesFormat.HEAD, whole.length())];
      whole.readFully(first);
      head = CodesFormat.head(first);
      left = whole.length() - CodesFormat.HEAD - CodesFormat.END;
      if (left < 0) {
        throw new IOException("cut off or not finished");
      }
      byte[] last = new byte[CodesFormat.END];
      whole.seek(whole.length() - CodesFormat.END);
      whole.readFully(last);
      end = CodesFormat.end(last);
    } catch (IOException e) {
      throw new BadInputException(file + ": " + Reason.of(e), e);
    }
    in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    in.skipNBytes(CodesFormat.HEAD);
  }

  /**
   * Whether the file has the wanted head, which means that hashing again would write the same file.
   */
  boolean isOf(CodesFormat.Head wanted) {
    return head.equals(wanted);
  }

  @Override
  public int bits() {
    return head.bits();
  }

  @Override
  public Optional<String> model() {
    return Optional.of(head.model());
  }

  @Override
  public long size() {
    return end.codes();
  }

  /** {@return the number of images that could not be read} */
  public long broken() {
    return end.broken();
  }

  @Override
  public Optional<Item> next() throws IOException {
    while (!items.hasNext()) {
      if (left == 0) {
        if (!read.equals(end) || image != head.images()) {
          throw damaged("codes are missing");
        }
        return Optional.empty();
      }
      items = block().items().iterator();
    }
    return Optional.of(items.next());
  }

  private CodesBlock block() {
    try {
      byte[] bytes =
          Records.read(in, left, CodesFormat.MOST_BLOCK)
              .orElseThrow(() -> damaged("wrong length or checksum of block " + read.blocks()));
      left -= Records.FRAME + bytes.length;
      CodesBlock block = CodesBlock.parse(bytes, head.bits());
      if (block.from() != image) {
        throw damaged("block " + read.blocks() + " is out of order");
      }
      image = block.to();
      read = read.plus(block);
      return block;
    } catch (IOException e) {
      throw damaged("block " + read.blocks() + ": " + e);
    }
  }

  private BadInputException damaged(String how) {
    return new BadInputException(file + ": damaged (" + how + ")");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
