package io.ddh.retrieval.index;

import io.ddh.core.Check;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One change of an index. After a crash, the log contains all of a record or none of it. */
sealed interface LogRecord {
  /** Added items, at least one, with rising ids. */
  record Added(List<Item> items) implements LogRecord {}

  /** Deleted items. */
  record Deleted(long[] ids) implements LogRecord {}

  /** A note about the index; an empty value deletes the note. */
  record Noted(String key, String value) implements LogRecord {}

  /** The record as bytes. */
  default byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    if (this instanceof Added added) {
      out.writeByte('A');
      out.writeInt(added.items.size());
      for (Item item : added.items) {
        out.writeLong(item.id());
        Records.item(out, item);
      }
    } else if (this instanceof Deleted deleted) {
      out.writeByte('D');
      out.writeInt(deleted.ids.length);
      for (long id : deleted.ids) {
        out.writeLong(id);
      }
    } else if (this instanceof Noted noted) {
      out.writeByte('N');
      out.writeInt(1);
      Records.text(out, noted.key);
      Records.text(out, noted.value);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a record whose checksum has been verified.
   *
   * @throws IOException if the content of the record is invalid
   */
  static LogRecord parse(byte[] bytes, int bits) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      byte type = in.readByte();
      int count = in.readInt();
      LogRecord entry =
          switch (type) {
            case 'A' -> added(in, count, bits);
            case 'D' -> deleted(in, count);
            case 'N' -> new Noted(Records.text(in), Records.text(in));
            default -> throw new IOException("unknown record type " + type);
          };
      Check.that(in.available() == 0, "a record must not have bytes after its content");
      return entry;
    } catch (IllegalArgumentException e) {
      throw new IOException("record: " + e.getMessage(), e);
    }
  }

  private static Added added(DataInputStream in, int count, int bits) throws IOException {
    Check.inRange("items", count, 1, in.available());
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(Records.item(in, in.readLong(), bits));
    }
    return new Added(items);
  }

  private static Deleted deleted(DataInputStream in, int count) throws IOException {
    Check.inRange("ids", count, 0, in.available());
    long[] ids = new long[count];
    for (int i = 0; i < count; i++) {
      ids[i] = in.readLong();
    }
    return new Deleted(ids);
  }
}
