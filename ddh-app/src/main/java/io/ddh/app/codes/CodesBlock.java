package io.ddh.app.codes;

import io.ddh.app.images.BrokenImage;
import io.ddh.retrieval.index.Item;
import io.ddh.retrieval.index.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The codes of some consecutive images.
 *
 * @param from first image
 * @param to image after the last one
 * @param items codes with labels and sources
 * @param broken images that could not be read
 */
record CodesBlock(int from, int to, List<Item> items, List<BrokenImage> broken) {
  /** The block as a record of the file. */
  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(from);
    out.writeInt(to);
    out.writeInt(items.size());
    for (Item item : items) {
      Records.item(out, item);
    }
    out.writeInt(broken.size());
    for (BrokenImage one : broken) {
      Records.text(out, one.source());
      Records.text(out, one.reason());
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a block whose checksum was right.
   *
   * @throws IOException if its content is invalid nevertheless
   */
  static CodesBlock parse(byte[] bytes, int bits) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int from = in.readInt();
    int to = in.readInt();
    List<Item> items = new ArrayList<>();
    try {
      for (int left = in.readInt(); left > 0; left--) {
        items.add(Records.item(in, Item.ASSIGN, bits));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    List<BrokenImage> broken = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      broken.add(new BrokenImage(Records.text(in), Records.text(in)));
    }
    boolean counts = from >= 0 && to - from == items.size() + broken.size();
    if (!counts || in.available() > 0) {
      throw new IOException("the numbers of images in a block contradict each other");
    }
    return new CodesBlock(from, to, items, broken);
  }
}
