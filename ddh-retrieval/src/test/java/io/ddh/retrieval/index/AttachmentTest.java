package io.ddh.retrieval.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels with an index besides items. */
class AttachmentTest {
  @TempDir private Path folder;

  private final byte[] model = new byte[100_003];

  AttachmentTest() {
    new SplittableRandom(5).nextBytes(model);
  }

  private Path build() throws IOException {
    Path file = folder.resolve("faces.ddhx");
    try (IndexBuilder builder = IndexBuilder.create(file, 48)) {
      builder.note("model", "old");
      builder.note("model", "abc");
      builder.note("Größe", "zwölf");
      builder.attach(model);
      for (Item item : Faces.draw(1500, 48, 1)) {
        builder.add(item);
      }
      builder.finish();
    }
    return file;
  }

  @Test
  void notesAndAttachmentOutliveCompaction() throws IOException {
    Path file = build();
    CodeIndex index = CodeIndex.open(file);
    assertThat(index.notes()).isEqualTo(Map.of("model", "abc", "Größe", "zwölf"));
    assertThat(index.attachment().orElseThrow()).isEqualTo(model);
    index.check(Progress.NONE);
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.note("reject-above", "7");
      writer.note("Größe", "");
      assertThat(index.stale()).isTrue();
      assertThat(CodeIndex.open(file).notes())
          .isEqualTo(Map.of("model", "abc", "reject-above", "7"));
      writer.compact();
    }
    CodeIndex compacted = CodeIndex.open(file);
    assertThat(compacted.notes()).isEqualTo(Map.of("model", "abc", "reject-above", "7"));
    assertThat(compacted.attachment().orElseThrow()).isEqualTo(model);
    compacted.check(Progress.NONE);
  }

  @Test
  void anIndexWithoutThemHasNone() throws IOException {
    Path file = folder.resolve("plain.ddhx");
    Faces.build(file, 12, Faces.draw(3, 12, 1));
    assertThat(CodeIndex.open(file).notes()).isEmpty();
    assertThat(CodeIndex.open(file).attachment()).isEmpty();
  }

  @Test
  void aFlippedByteOfTheAttachmentIsFoundByCheck() throws IOException {
    Path file = build();
    byte[] bytes = Files.readAllBytes(file);
    int at = indexOf(bytes, model[500], model[501], model[502], model[503]);
    bytes[at] ^= 1;
    Files.write(file, bytes);
    CodeIndex index = CodeIndex.open(file);
    assertThatThrownBy(() -> index.check(Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("checksum");
  }

  private static int indexOf(byte[] in, byte... wanted) {
    for (int i = 0; i + wanted.length <= in.length; i++) {
      boolean same = true;
      for (int j = 0; j < wanted.length; j++) {
        same &= in[i + j] == wanted[j];
      }
      if (same) {
        return i;
      }
    }
    throw new AssertionError("not in the file");
  }

  @Test
  void whatNoFileCouldHoldIsRefused() throws IOException {
    try (IndexBuilder builder = IndexBuilder.create(folder.resolve("x.ddhx"), 12)) {
      assertThatThrownBy(() -> builder.note("", "x")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> builder.note("k", "x".repeat(70_000)))
          .isInstanceOf(IllegalArgumentException.class);
      builder.attach(model);
      assertThatThrownBy(() -> builder.attach(model)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  /**
   * An index opened again sees what was added, deleted, noted, and after compaction all the same.
   */
  @Test
  void reopeningFollowsTheWriter() throws IOException {
    Path file = build();
    CodeIndex index = CodeIndex.open(file);
    index.auto(2);
    List<Item> more = Faces.draw(40, 48, 9);
    BinaryCodes query = new BinaryCodes(48, more.get(3).code());
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.add(more);
      writer.delete(0, 1501);
      CodeIndex again = index.reopen();
      assertThat(again.stale()).isFalse();
      assertThat(again.size()).isEqualTo(1538);
      assertThat(index.size()).isEqualTo(1500);
      assertThat(again.auto(2).nearest(query, 20)).isEqualTo(again.scan(1).nearest(query, 20));
      assertThat(again.item(again.auto(2).nearest(query, 1).row(0, 0)).id()).isEqualTo(1503);
      writer.compact();
      CodeIndex compacted = again.reopen();
      assertThat(again.stale()).isTrue();
      assertThat(compacted.rows()).isEqualTo(1538);
      assertThat(compacted.item(compacted.auto(2).nearest(query, 1).row(0, 0)).id())
          .isEqualTo(1503);
    }
  }
}
