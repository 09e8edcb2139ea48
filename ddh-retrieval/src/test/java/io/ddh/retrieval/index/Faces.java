package io.ddh.retrieval.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Items at random. */
final class Faces {
  private Faces() {}

  static List<Item> draw(int n, int bits, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long[] code = random.longs((bits + 63) / 64).toArray();
      if (bits % 64 != 0) {
        code[code.length - 1] &= -1L >>> 64 - bits % 64;
      }
      String label = random.nextInt(3) == 0 ? "" : "Ĵane " + random.nextInt(5);
      String source = random.nextInt(4) == 0 ? "" : "a/" + "é".repeat(random.nextInt(40)) + i;
      items.add(new Item(Item.ASSIGN, code, label, source));
    }
    return items;
  }

  static void build(Path file, int bits, List<Item> items) throws IOException {
    try (IndexBuilder builder = IndexBuilder.create(file, bits)) {
      for (Item item : items) {
        builder.add(item);
      }
      builder.finish();
    }
  }

  /** Items that are not deleted, in order. */
  static List<Item> live(CodeIndex index) {
    return index.items().toList();
  }
}
