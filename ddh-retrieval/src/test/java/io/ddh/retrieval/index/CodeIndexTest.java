package io.ddh.retrieval.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Progress;
import io.ddh.retrieval.HammingSearch;
import io.ddh.retrieval.HeapCodes;
import io.ddh.retrieval.Hits;
import io.ddh.retrieval.ScanSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeIndexTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("faces.ddhx");
  }

  private static BinaryCodes codes(List<Item> items, int bits) {
    return new BinaryCodes(
        bits, items.stream().flatMapToLong(i -> Arrays.stream(i.code())).toArray());
  }

  private static List<Item> numbered(List<Item> items) {
    List<Item> out = new ArrayList<>();
    for (Item item : items) {
      out.add(item.withId(out.size()));
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 48, 64, 65, 128, 512})
  void itemsComeBackAsTheyWere(int bits) throws IOException {
    List<Item> items = Faces.draw(2500, bits, bits);
    Faces.build(file, bits, items);
    CodeIndex index = CodeIndex.open(file);
    assertThat(index.bits()).isEqualTo(bits);
    assertThat(Faces.live(index)).isEqualTo(numbered(items));
    index.check(Progress.NONE);
    assertThat(index.find(17)).contains(numbered(items).get(17));
    assertThat(index.find(2500)).isEmpty();
    BinaryCodes queries = codes(Faces.draw(9, bits, 7), bits);
    Hits expected =
        new ScanSearch(HeapCodes.of(codes(items, bits)), new BitSet(), 1).nearest(queries, 30);
    assertThat(index.scan(2).nearest(queries, 30)).isEqualTo(expected);
    assertThat(index.auto(2).nearest(queries, 30)).isEqualTo(expected);
  }

  @Test
  void anEmptyIndexIsAnIndex() throws IOException {
    Faces.build(file, 48, List.of());
    CodeIndex index = CodeIndex.open(file);
    assertThat(index.size()).isZero();
    assertThat(index.scan(1).nearest(codes(Faces.draw(1, 48, 1), 48), 3).count(0)).isZero();
    assertThat(index.auto(1).within(codes(Faces.draw(1, 48, 1), 48), 48).count(0)).isZero();
    index.check(Progress.NONE);
    try (IndexWriter writer = IndexWriter.open(file)) {
      assertThat(writer.add(Faces.draw(2, 48, 1))).containsExactly(0, 1);
    }
    assertThat(CodeIndex.open(file).size()).isEqualTo(2);
  }

  @Test
  void addedAndDeletedItemsAreSearchedSoBeforeAndAfterCompacting() throws IOException {
    List<Item> first = Faces.draw(1500, 48, 1);
    List<Item> more = Faces.draw(700, 48, 2);
    Faces.build(file, 48, first);
    BinaryCodes queries = codes(Faces.draw(5, 48, 3), 48);
    List<Item> all = new ArrayList<>(first);
    all.addAll(more);
    BitSet gone = new BitSet();
    IntStream.of(0, 3, 1499, 1500, 2199).forEach(gone::set);
    Hits expected = new ScanSearch(HeapCodes.of(codes(all, 48)), gone, 1).nearest(queries, 50);
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.add(more.subList(0, 300));
      writer.add(more.subList(300, 700));
      assertThat(writer.delete(0, 3, 1499, 1500, 2199, 2199, 99_999)).isEqualTo(5);
      assertThat(writer.delete(3)).isZero();
      CodeIndex index = CodeIndex.open(file);
      assertThat(index.size()).isEqualTo(2195);
      assertThat(index.scan(2).nearest(queries, 50)).isEqualTo(expected);
      assertThat(index.auto(2).nearest(queries, 50)).isEqualTo(expected);
      assertThat(index.find(1500)).isEmpty();
      List<Item> live = Faces.live(index);
      writer.compact();
      CodeIndex compact = CodeIndex.open(file);
      assertThat(Faces.live(compact)).isEqualTo(live);
      assertThat(compact.stat()).isEqualTo(writer.snapshot().stat());
      assertThat(compact.size()).isEqualTo(writer.snapshot().size());
      assertThat(compact.stat().deleted()).isZero();
      Hits hits = compact.scan(1).nearest(queries, 50);
      for (int i = 0; i < 50; i++) {
        assertThat(compact.item(hits.row(0, i)).id()).isEqualTo(expected.row(0, i));
      }
      // The highest id is gone, yet it isn't given again.
      assertThat(writer.add(Faces.draw(1, 48, 9))).containsExactly(2200);
    }
  }

  @Test
  void aReaderKeepsItsState() throws IOException {
    List<Item> first = Faces.draw(100, 64, 1);
    Faces.build(file, 64, first);
    CodeIndex before = CodeIndex.open(file);
    HammingSearch search = before.scan(1);
    assertThat(before.stale()).isFalse();
    try (IndexWriter writer = IndexWriter.open(file)) {
      assertThat(before.stale()).isFalse();
      writer.delete(5);
      assertThat(before.stale()).isTrue();
      CodeIndex between = CodeIndex.open(file);
      writer.compact();
      assertThat(between.stale()).isTrue();
      assertThat(Faces.live(before)).isEqualTo(numbered(first));
      assertThat(between.size()).isEqualTo(99);
      assertThat(search.within(codes(first, 64), 64).count(0)).isEqualTo(100);
    }
  }

  @Test
  void oneWriterAtATime() throws IOException {
    Faces.build(file, 48, Faces.draw(3, 48, 1));
    try (IndexWriter writer = IndexWriter.open(file)) {
      assertThatThrownBy(() -> IndexWriter.open(file))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("one writer at a time");
      assertThatThrownBy(() -> IndexBuilder.create(file, 48)).isInstanceOf(BadInputException.class);
      assertThat(writer.delete(1)).isEqualTo(1);
    }
    IndexWriter.open(file).close();
  }

  /** Readers that open while a writer adds and compacts: ids without a gap, never fewer. */
  @Test
  void readersBesideAWriterSeeWholeStates() throws Exception {
    Faces.build(file, 48, Faces.draw(10, 48, 1));
    ExecutorService readers = Executors.newFixedThreadPool(2);
    AtomicBoolean done = new AtomicBoolean();
    Callable<Integer> reader =
        () -> {
          int seen = 10;
          int opened = 0;
          while (!done.get()) {
            CodeIndex index = CodeIndex.open(file);
            assertThat(index.size()).isGreaterThanOrEqualTo(seen);
            assertThat((index.size() - 10) % 5).isZero();
            seen = index.size();
            assertThat(index.item(seen - 1).id()).isEqualTo(seen - 1L);
            opened++;
          }
          return opened;
        };
    List<Future<Integer>> opened = List.of(readers.submit(reader), readers.submit(reader));
    try (IndexWriter writer = IndexWriter.open(file)) {
      for (int i = 0; i < 60; i++) {
        writer.add(Faces.draw(5, 48, i));
        if (i % 4 == 0) {
          writer.compact();
        }
      }
    } finally {
      done.set(true);
      readers.shutdown();
    }
    for (Future<Integer> count : opened) {
      assertThat(count.get()).isGreaterThan(5);
    }
  }

  @Test
  void whatADeadWriterLeftIsRemoved() throws IOException {
    Faces.build(file, 48, Faces.draw(3, 48, 1));
    Path left = new IndexFiles(file).part("CODES");
    Files.write(left, new byte[9]);
    IndexWriter.open(file).close();
    assertThat(left).doesNotExist();
  }

  @Test
  void idsMayBeGivenIfTheyRise() throws IOException {
    List<Item> items = Faces.draw(3, 48, 1);
    Faces.build(file, 48, List.of(items.get(0).withId(7), items.get(1).withId(70), items.get(2)));
    assertThat(Faces.live(CodeIndex.open(file))).extracting(Item::id).containsExactly(7L, 70L, 71L);
    try (IndexWriter writer = IndexWriter.open(file)) {
      assertThatThrownBy(() -> writer.add(List.of(items.get(0).withId(71))))
          .hasMessageContaining("ids must rise");
      assertThat(writer.add(List.of(items.get(0).withId(100)))).containsExactly(100);
      assertThatThrownBy(() -> writer.add(Faces.draw(1, 128, 1))).hasMessageContaining("words");
    }
    assertThat(CodeIndex.open(file).find(100)).isPresent();
  }

  /** Each byte of the first page, and one in every section, is covered by some checksum. */
  @Test
  void damageIsFound() throws IOException {
    Faces.build(file, 48, Faces.draw(2000, 48, 1));
    byte[] good = Files.readAllBytes(file);
    for (int at = 0; at < Layout.PAGE; at += 3) {
      damage(good, at);
      assertThatThrownBy(() -> CodeIndex.open(file)).isInstanceOf(BadInputException.class);
    }
    for (int at = Layout.PAGE; at < good.length; at += 997) {
      damage(good, at);
      CodeIndex index = CodeIndex.open(file);
      assertThatThrownBy(() -> index.check(Progress.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("faces.ddhx: damaged");
    }
    for (int length : new int[] {0, 5, 100, 5000, good.length - 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> CodeIndex.open(file)).isInstanceOf(BadInputException.class);
    }
  }

  private void damage(byte[] good, int at) throws IOException {
    byte[] bad = good.clone();
    bad[at] ^= 4;
    Files.write(file, bad);
  }

  @Test
  void aDamagedRecordInTheMiddleOfTheLogIsNotTakenForItsEnd() throws IOException {
    Faces.build(file, 48, Faces.draw(20, 48, 1));
    Path log = new IndexFiles(file).log();
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.add(Faces.draw(3, 48, 1));
      writer.add(Faces.draw(3, 48, 2));
    }
    byte[] bytes = Files.readAllBytes(log);
    bytes[LogFile.HEAD + 20] ^= 1;
    Files.write(log, bytes);
    assertThatThrownBy(() -> CodeIndex.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("checksum of the record");
    assertThatThrownBy(() -> IndexWriter.open(file)).isInstanceOf(BadInputException.class);
  }

  @Test
  void nothingIsLeftBeside() throws IOException {
    Faces.build(file, 48, Faces.draw(20, 48, 1));
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.compact();
    }
    try (var names = Files.list(folder)) {
      assertThat(names.map(p -> p.getFileName().toString()).toList())
          .hasSameElementsAs(Set.of("faces.ddhx", "faces.ddhx.log", "faces.ddhx.lock"));
    }
    assertThatThrownBy(() -> CodeIndex.open(folder.resolve("none")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no such file");
  }
}
