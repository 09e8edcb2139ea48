package io.ddh.retrieval.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Adds batches without end and says the last id of each once it is acknowledged. */
final class AddingProcess {
  private AddingProcess() {}

  public static void main(String[] args) throws IOException {
    try (IndexWriter writer = IndexWriter.open(Path.of(args[0]))) {
      for (int batch = 0; true; batch++) {
        List<Item> items = new ArrayList<>(Faces.draw(1 + batch % 50, 48, batch));
        Item last = items.get(items.size() - 1);
        items.set(items.size() - 1, new Item(Item.ASSIGN, last.code(), last.label(), "last"));
        long[] ids = writer.add(items);
        byte[] line = (ids[ids.length - 1] + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(line);
        System.out.flush();
        if (batch % 15 == 14) {
          writer.compact();
        }
      }
    }
  }
}
