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
 * The codes of a batch of consecutive images.
 *
 * @param from number of the first image, counted from 0
 * @param to number of the last image + 1
 * @param items the codes with their labels and sources
 * @param broken the images of the batch that could not be read
 */
record CodesBlock(int from, int to, List<Item> items, List<BrokenImage> broken) {
  /** The block as bytes of a record in the file. */
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
   * Reads a block whose checksum has been verified.
   *
   * @throws IOException if the content of the block is invalid
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
      throw new IOException("the image counts of a block contradict each other");
    }
    return new CodesBlock(from, to, items, broken);
  }
}
