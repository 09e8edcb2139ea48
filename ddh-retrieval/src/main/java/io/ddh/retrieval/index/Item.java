package io.ddh.retrieval.index;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Nfc;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An item of an index: the code of one face, with its label and source.
 *
 * @param id id of the item: either {@link #ASSIGN} or a number ≥ 0 that is larger than all ids that
 *     the index has ever had
 * @param code the code, packed as in {@link BinaryCodes}; the array is shared and must not be
 *     changed
 * @param label name of the person, in Unicode normalization form C; empty if not known
 * @param source path of the image; empty if not stored
 */
public record Item(long id, long[] code, String label, String source) {
  /** Value to give as the id so that the index assigns the next one. */
  public static final long ASSIGN = -1;

  /** Largest length of a label or source, in UTF-8 bytes. */
  public static final int MAX_TEXT = 65_535;

  /**
   * Checks the ranges and converts the label to composed form (NFC).
   *
   * @param id id of the item: either {@link #ASSIGN} or a number ≥ 0 that is larger than all ids
   *     that the index has ever had
   * @param code the code, packed as in {@link BinaryCodes}; the array is shared and must not be
   *     changed
   * @param label name of the person, in Unicode normalization form C; empty if not known
   * @param source path of the image; empty if not stored
   * @throws IllegalArgumentException if the id is below −1, or a string is longer than {@value
   *     #MAX_TEXT} bytes in UTF-8
   */
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

  /**
   * {@return the i-th code as an item whose id is assigned by the index}
   *
   * @param codes codes of some images
   * @param i number of the code, from 0
   * @param label name of the person; empty if not known
   * @param source path of the image; empty if not stored
   */
  public static Item of(BinaryCodes codes, int i, String label, String source) {
    int w = codes.stride();
    return new Item(ASSIGN, Arrays.copyOfRange(codes.words(), i * w, (i + 1) * w), label, source);
  }

  /**
   * {@return the codes of some items, in order}
   *
   * @param bits code length K
   * @param items the items
   */
  public static BinaryCodes codes(int bits, List<Item> items) {
    return new BinaryCodes(
        bits, items.stream().flatMapToLong(item -> Arrays.stream(item.code())).toArray());
  }

  /** Returns the same item with another id. */
  Item withId(long other) {
    return new Item(other, code, label, source);
  }

  /** Throws IllegalArgumentException if the code does not have this code length. */
  void checkCode(int bits) {
    int words = (bits + Long.SIZE - 1) / Long.SIZE;
    Check.that(code.length == words, "a code must have %d words, found %d", words, code.length);
    boolean clean = bits % Long.SIZE == 0 || (code[words - 1] & -1L << bits % Long.SIZE) == 0;
    Check.that(clean, "bits beyond the code length %d must be 0", bits);
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
