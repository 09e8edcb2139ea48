package io.ddh.app.codes;

import io.ddh.app.images.BrokenImage;
import io.ddh.retrieval.index.Item;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of some consecutive pictures.
 *
 * @param from first picture
 * @param to picture behind the last one
 * @param items codes with labels and sources
 * @param broken pictures that can't be read
 */
record CodesBlock(int from, int to, List<Item> items, List<BrokenImage> broken) {
  CodesBlock {
    items = List.copyOf(items);
    broken = List.copyOf(broken);
  }

  /** The block with its frame. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0); // the frame, known at the end
    out.writeInt(from);
    out.writeInt(to);
    out.writeInt(items.size());
    for (Item item : items) {
      CodesFormat.item(out, item);
    }
    out.writeInt(broken.size());
    for (BrokenImage one : broken) {
      CodesFormat.text(out, one.source());
      CodesFormat.text(out, one.reason());
    }
    byte[] block = bytes.toByteArray();
    int length = block.length - CodesFormat.FRAME;
    ByteBuffer.wrap(block).putInt(length).putInt(CodesFormat.crc(block, CodesFormat.FRAME, length));
    return block;
  }

  /**
   * Reads a block whose checksum was right.
   *
   * @throws IOException if it makes no sense all the same
   */
  static CodesBlock parse(byte[] bytes, int bits) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int from = in.readInt();
    int to = in.readInt();
    int words = (bits + Long.SIZE - 1) / Long.SIZE;
    long unused = bits % Long.SIZE == 0 ? 0 : -1L << bits % Long.SIZE;
    List<Item> items = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      Item item = CodesFormat.item(in, words);
      if ((item.code()[words - 1] & unused) != 0) {
        throw new IOException("a bit beyond " + bits + " is set");
      }
      items.add(item);
    }
    List<BrokenImage> broken = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      broken.add(new BrokenImage(CodesFormat.text(in), CodesFormat.text(in)));
    }
    boolean counts = from >= 0 && to - from == items.size() + broken.size();
    if (!counts || in.available() > 0) {
      throw new IOException("a block must hold what it says");
    }
    return new CodesBlock(from, to, items, broken);
  }
}
