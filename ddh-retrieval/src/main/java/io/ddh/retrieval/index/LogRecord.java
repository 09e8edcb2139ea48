package io.ddh.retrieval.index;

import io.ddh.core.Check;
import io.ddh.retrieval.CostModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** One change of an index; after a crash all of it is there, or nothing. */
sealed interface LogRecord {
  /** Added items, at least one, with rising ids. */
  record Added(List<Item> items) implements LogRecord {
    public Added {
      items = List.copyOf(items);
    }
  }

  /** Deleted items. */
  record Deleted(long[] ids) implements LogRecord {}

  /** Measured costs of queries. */
  record Costs(CostModel costs) implements LogRecord {}

  /** A note about the index; an empty value deletes the note. */
  record Noted(String key, String value) implements LogRecord {}

  /** The record as bytes. */
  default byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
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
      } else if (this instanceof Costs measured) {
        out.writeByte('C');
        out.writeInt(measured.costs.rows());
        out.writeDouble(measured.costs.scan());
        numbers(out, measured.costs.nearest());
        numbers(out, measured.costs.within());
      } else if (this instanceof Noted noted) {
        out.writeByte('N');
        out.writeInt(1);
        Records.text(out, noted.key);
        Records.text(out, noted.value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no I/O errors
    }
    return bytes.toByteArray();
  }

  private static void numbers(DataOutputStream out, List<Double> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  /**
   * Reads a record whose checksum was right.
   *
   * @throws IOException if its content is invalid nevertheless
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
            case 'C' -> new Costs(new CostModel(count, in.readDouble(), numbers(in), numbers(in)));
            case 'N' -> new Noted(Records.text(in), Records.text(in));
            default -> throw new IOException("record of type " + type);
          };
      Check.that(in.available() == 0, "a record must end where it says");
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

  private static List<Double> numbers(DataInputStream in) throws IOException {
    int count = in.readInt();
    Check.inRange("numbers", count, 0, in.available());
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(in.readDouble());
    }
    return numbers;
  }
}
