package io.ddh.retrieval.index;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Nfc;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What an index holds of one face.
 *
 * @param id at least 0 and larger than all ids the index ever had, or {@link #ASSIGN}
 * @param code packed as in {@link BinaryCodes}; shared, read-only
 * @param label whose face it is, in Unicode's composed form; empty: not known
 * @param source where the picture lies; empty: not kept
 */
public record Item(long id, long[] code, String label, String source) {
  /** In place of an id: the index gives the next one. */
  public static final long ASSIGN = -1;

  /** UTF-8 bytes that a label or a source may have. */
  public static final int MAX_TEXT = 65_535;

  public Item {
    Check.atLeast("id", id, ASSIGN);
    label = Nfc.of(label);
    checkText("label", label);
    checkText("source", source);
  }

  private static void checkText(String name, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    Check.that(bytes <= MAX_TEXT, "%s must have at most %d bytes, found %d", name, MAX_TEXT, bytes);
  }

  /** An item of row i of some codes that gets its id from the index. */
  public static Item of(BinaryCodes codes, int i, String label, String source) {
    int w = codes.stride();
    return new Item(ASSIGN, Arrays.copyOfRange(codes.words(), i * w, (i + 1) * w), label, source);
  }

  /** The codes of some items, in order. */
  public static BinaryCodes codes(int bits, List<Item> items) {
    return new BinaryCodes(
        bits, items.stream().flatMapToLong(item -> Arrays.stream(item.code())).toArray());
  }

  /** The same with an id. */
  Item withId(long other) {
    return new Item(other, code, label, source);
  }

  /** Refuses a code of another length. */
  void checkCode(int bits) {
    int words = (bits + Long.SIZE - 1) / Long.SIZE;
    Check.that(code.length == words, "a code must have %d words, found %d", words, code.length);
    boolean clean = bits % Long.SIZE == 0 || (code[words - 1] & -1L << bits % Long.SIZE) == 0;
    Check.that(clean, "bits beyond %d must be 0", bits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item item
        && id == item.id
        && Arrays.equals(code, item.code)
        && label.equals(item.label)
        && source.equals(item.source);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(id) * 31 + Arrays.hashCode(code);
  }
}
