package io.ddh.retrieval.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand power cuts at as many writes. Seen failing: without the force of the log (acknowledged
 * items lost), without that of the index file, without the checksum of a record (rubbish read).
 */
class CrashTest {
  private static final int CUTS = 1000;
  private static final int BITS = 48;

  @TempDir private Path folder;

  /** What must be there, and what may be instead: the step that was under way done. */
  private static final class Model {
    private final Map<Long, Item> sure = new TreeMap<>();
    private Map<Long, Item> perhaps = Map.of();

    void begin() {
      perhaps = new TreeMap<>(sure);
    }

    void acknowledge() {
      sure.clear();
      sure.putAll(perhaps);
    }
  }

  @Test
  void noAcknowledgedItemIsLostAndTheFileAlwaysOpens() throws IOException {
    int unfinished = 0;
    int kept = 0;
    for (int cut = 0; cut < CUTS; cut++) {
      Path file = folder.resolve("faces" + cut % 10);
      Model model = new Model();
      List<Item> first = Faces.draw(20, BITS, cut);
      try (IndexBuilder builder = IndexBuilder.create(file, BITS, sound())) {
        for (Item item : first) {
          builder.add(item);
        }
        builder.finish();
      }
      Faces.live(CodeIndex.open(file)).forEach(item -> model.sure.put(item.id(), item));
      FaultyDisk disk = new FaultyDisk(cut % 97, cut);
      try {
        work(file, disk, model, new SplittableRandom(cut));
      } catch (FaultyDisk.PowerCut e) {
        unfinished++;
      }
      disk.lose();
      CodeIndex index = CodeIndex.open(file);
      List<Item> live = Faces.live(index);
      List<Item> sure = List.copyOf(model.sure.values());
      List<Item> perhaps = List.copyOf(model.perhaps.values());
      assertThat(live.equals(sure) || live.equals(perhaps))
          .as("cut %d: %d items, %d acknowledged", cut, live.size(), sure.size())
          .isTrue();
      index.check(Progress.NONE);
      kept += live.size();
      try (IndexWriter writer = new IndexWriter(file, sound())) {
        long id = writer.add(Faces.draw(1, BITS, cut)).clone()[0];
        assertThat(writer.snapshot().find(id)).isPresent();
        assertThat(CodeIndex.open(file).size()).isEqualTo(live.size() + 1);
      }
    }
    assertThat(unfinished).isGreaterThan(CUTS / 2);
    assertThat(kept).isGreaterThan(20 * CUTS);
  }

  private static Disk sound() {
    return new FaultyDisk(Integer.MAX_VALUE, 0);
  }

  private static void work(Path file, Disk disk, Model model, SplittableRandom random)
      throws IOException {
    try (IndexWriter writer = new IndexWriter(file, disk)) {
      for (int step = 0; step < 10; step++) {
        model.begin();
        switch (random.nextInt(6)) {
          case 0 -> {
            List<Long> ids = new ArrayList<>(model.sure.keySet());
            long gone = ids.get(random.nextInt(ids.size()));
            model.perhaps.remove(gone);
            assertThat(writer.delete(gone, Long.MAX_VALUE)).isEqualTo(1);
          }
          case 1 -> writer.compact();
          default -> {
            List<Item> items = Faces.draw(1 + random.nextInt(5), BITS, random.nextLong());
            long next = writer.snapshot().stat().nextId();
            for (int i = 0; i < items.size(); i++) {
              model.perhaps.put(next + i, items.get(i).withId(next + i));
            }
            writer.add(items);
          }
        }
        model.acknowledge();
      }
    }
  }
}
