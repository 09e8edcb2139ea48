package io.ddh.app.photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.app.images.FacePlace;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import io.ddh.vision.PhotoFace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of photos, with painted faces instead of networks. */
class PhotoJobTest {
  private static final int PEOPLE = 12;
  private static final int EACH = 6;

  @TempDir Path folder;
  private Path photos;
  private Path index;
  private final List<String> notes = new ArrayList<>();
  private final PaintedFaces faces = new PaintedFaces();

  @BeforeEach
  void paint() throws IOException {
    photos = album(folder.resolve("photos"));
    index = folder.resolve("people.ddhx");
  }

  static Path album(Path to) throws IOException {
    for (int p = 1; p <= PEOPLE; p++) {
      for (int i = 0; i < EACH; i++) {
        PaintedFaces.photo(to.resolve("p" + p + "/2024/" + i + ".png"), i, p);
      }
    }
    PaintedFaces.photo(to.resolve("p1/both.png"), 77, 1, 2);
    PaintedFaces.photo(to.resolve("view.png"), 0, 0);
    Files.writeString(to.resolve("p2/text.jpg"), "no image");
    Files.writeString(to.resolve("p2/notes.txt"), "no image");
    return to;
  }

  static PhotoRequest request(int bits, boolean labels, boolean sync) {
    return new PhotoRequest(
        Optional.of("itq"), OptionalInt.of(bits), 1000, Optional.of(labels), sync);
  }

  private PhotoSummary run(Path to, int threads, PhotoRequest request) throws IOException {
    Optional<PhotoModel> model =
        Files.exists(to) ? IndexModel.photos(to, CodeIndex.open(to)) : Optional.empty();
    return new PhotoJob(photos, to, request, model, "{}", faces, threads)
        .run(Progress.NONE, notes::add);
  }

  private static List<Item> items(Path index) throws IOException {
    return CodeIndex.open(index).items().toList();
  }

  @Test
  void everyFaceOfEveryPhotoIsAnEntry() throws IOException {
    PhotoSummary made = run(index, 2, request(16, true, false));
    assertThat(made.photos()).hasSize(PEOPLE * EACH + 3);
    assertThat(made.faces()).isEqualTo(PEOPLE * EACH + 2);
    assertThat(made.unreadable()).isOne();
    assertThat(made.without()).hasSize(2);
    List<Item> items = items(index);
    assertThat(items).hasSize(PEOPLE * EACH + 2);
    List<Item> both =
        items.stream().filter(i -> FacePlace.photo(i.source()).equals("p1/both.png")).toList();
    assertThat(both).extracting(Item::label).containsExactly("p1", "");
    FacePlace second = FacePlace.parse(both.get(1).source()).orElseThrow();
    assertThat(second).isEqualTo(new FacePlace("p1/both.png", 8, 0, 7, 7, 16, 8, 0.9));
    assertThat(FaceIndex.open(index, 1, 1).index().bits()).isEqualTo(16);
    assertThat(Files.readAllLines(PhotoLedger.file(index)))
        .hasSize(PEOPLE * EACH + 4)
        .anySatisfy(line -> assertThat(line).startsWith("view.png,").endsWith(",no face found"))
        .anySatisfy(line -> assertThat(line).startsWith("p2/text.jpg,").contains("image"));
    assertThat(notes).anySatisfy(note -> assertThat(note).contains("1 .txt"));
    assertThat(PhotoJob.work(index)).doesNotExist();
  }

  @Test
  void theNumberOfThreadsChangesNothing() throws IOException {
    run(index, 1, request(16, false, false));
    Path other = folder.resolve("other.ddhx");
    run(other, 7, request(16, false, false));
    assertThat(items(other)).isEqualTo(items(index));
    assertThat(CodeIndex.open(other).notes()).isEqualTo(CodeIndex.open(index).notes());
    assertThat(items(index)).extracting(Item::label).containsOnly("");
  }

  @Test
  void theSameCommandAddsWhatIsNewAndSyncDeletesWhatIsGone() throws IOException {
    run(index, 2, request(16, true, false));
    int before = faces.photos().get();
    PhotoSummary nothing = run(index, 2, request(16, true, false));
    assertThat(nothing.photos()).containsOnlyKeys("p2/text.jpg"); // what failed is tried again
    assertThat(nothing.before()).isEqualTo(PEOPLE * EACH + 2);
    assertThat(faces.photos().get()).isEqualTo(before);

    PaintedFaces.photo(photos.resolve("p3/new.png"), 50, 3, 4, 5);
    PaintedFaces.photo(photos.resolve("p4/2024/0.png"), 51, 4, 6); // changed
    Files.delete(photos.resolve("p5/2024/0.png"));
    PhotoSummary more = run(index, 2, request(16, true, false));
    assertThat(more.faces()).isEqualTo(3);
    assertThat(List.of(more.changed(), more.gone(), more.deleted())).containsExactly(1, 1, 0);
    assertThat(faces.photos().get()).isEqualTo(before + 1);
    assertThat(items(index)).hasSize(PEOPLE * EACH + 5);

    PhotoSummary synced = run(index, 2, request(16, true, true));
    assertThat(synced.faces()).isEqualTo(2);
    assertThat(synced.deleted()).isEqualTo(2);
    assertThat(items(index))
        .hasSize(PEOPLE * EACH + 5)
        .extracting(item -> FacePlace.photo(item.source()))
        .doesNotContain("p5/2024/0.png");
    PhotoSummary same = run(index, 2, request(16, true, true));
    assertThat(List.of(same.changed(), same.gone(), same.deleted())).containsExactly(0, 0, 0);
  }

  @Test
  void deletedPeopleStayDeletedAndALostListIsMadeAgain() throws IOException {
    run(index, 2, request(16, true, false));
    try (IndexWriter writer = IndexWriter.open(index)) {
      writer.delete(
          items(index).stream()
              .filter(item -> item.label().equals("p7"))
              .mapToLong(Item::id)
              .toArray());
    }
    List<Item> left = items(index);
    run(index, 2, request(16, true, false));
    assertThat(items(index)).isEqualTo(left);
    List<String> lines = Files.readAllLines(PhotoLedger.file(index));
    try (IndexWriter writer = IndexWriter.open(index)) {
      writer.compact();
    }
    Files.delete(PhotoLedger.file(index));
    PhotoSummary again = run(index, 2, request(16, true, false));
    assertThat(again.faces()).isEqualTo(EACH); // nobody knows that they were deleted
    assertThat(Files.readAllLines(PhotoLedger.file(index))).isEqualTo(lines);
  }

  @Test
  void aPhotoThatIsInTheIndexAlreadyIsNotAddedTwiceAfterACrash() throws IOException {
    run(index, 2, request(16, true, false));
    Path list = PhotoLedger.file(index);
    byte[] ledger = Files.readAllBytes(list);
    List<Item> whole = items(index);
    Files.delete(list); // as if the process had ended after the index was written
    run(index, 2, request(16, true, false));
    assertThat(items(index)).isEqualTo(whole);
    assertThat(Files.readAllBytes(list)).isEqualTo(ledger);
  }

  @Test
  void ofTwoProcessesThatStartTogetherTheSecondGivesUp() throws IOException {
    PhotoJob second =
        new PhotoJob(photos, index, request(16, true, false), Optional.empty(), "{}", faces, 1);
    // Its first note comes before it takes the lock; until then, the first process has finished.
    assertThatThrownBy(() -> second.run(Progress.NONE, this::runOnce))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("changed by another process");
    assertThat(items(index)).hasSize(PEOPLE * EACH + 2);
    assertThat(PhotoJob.work(index)).doesNotExist();
  }

  private void runOnce(String note) {
    try {
      run(index, 1, request(16, true, false));
    } catch (IOException e) {
      throw new UncheckedIOException(note, e);
    }
  }

  /** Networks that do something of their own with each photo, and find nothing. */
  private record Networks(Runnable work) implements FaceSource {
    @Override
    public List<PhotoFace> find(Images photo) {
      work.run();
      return List.of();
    }

    @Override
    public int length() {
      return 32;
    }

    @Override
    public String networks() {
      return "none";
    }
  }

  @Test
  void aPhotoTooLargeForTheMemoryIsLeftOut() {
    Networks large =
        new Networks(
            () -> {
              throw new OutOfMemoryError("made up");
            });
    Path photo = photos.resolve("view.png");
    PhotoRecord found =
        new PhotoReader(large).read("a", FileStamp.UNKNOWN, () -> Files.readAllBytes(photo));
    assertThat(found.problem()).startsWith("needs more than the ");
    assertThat(PhotoLedger.Line.of(found).unreadable()).isTrue();
  }

  @Test
  void photosThatCannotBeReadAreNamedFirst() {
    PhotoLedger.Line view = new PhotoLedger.Line(FileStamp.UNKNOWN, 0, PhotoRecord.NO_FACE);
    PhotoLedger.Line damaged = new PhotoLedger.Line(FileStamp.UNKNOWN, 0, "truncated JPEG");
    Map<String, PhotoLedger.Line> photos = new TreeMap<>(Map.of("a.jpg", view, "b.jpg", damaged));
    assertThat(new PhotoSummary(photos, 0, 0, 0, 0, false).without())
        .containsExactly("b.jpg: truncated JPEG", "a.jpg: no face found");
  }

  @Test
  void theNetworksAreAtRestWhenAJobHasFailed() {
    AtomicInteger running = new AtomicInteger();
    Networks slow =
        new Networks(
            () -> {
              running.incrementAndGet();
              long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
              while (System.nanoTime() < end) {
                Thread.onSpinWait();
              }
              running.decrementAndGet();
            });
    PhotoJob job =
        new PhotoJob(photos, index, request(16, true, false), Optional.empty(), "{}", slow, 3);
    Progress full =
        (phase, done, of) -> {
          if (done > 0) {
            throw new UncheckedIOException(new IOException("the disk is full"));
          }
        };
    assertThatThrownBy(() -> job.run(full, notes::add)).hasMessageContaining("disk is full");
    assertThat(running).hasValue(0);
  }

  @Test
  void queriesGiveHitsForEachFace() throws IOException {
    run(index, 2, request(16, true, false));
    PhotoModel model = IndexModel.photos(index, CodeIndex.open(index)).orElseThrow();
    PhotoHasher hasher = new PhotoHasher(model, new PhotoReader(faces));
    Path query = PaintedFaces.photo(folder.resolve("q.png"), 99, 9, 11);
    List<Item> codes = hasher.codes(Files.readAllBytes(query), "q.png");
    assertThat(codes).hasSize(2);
    CodeIndex opened = CodeIndex.open(index);
    var hits = opened.scan(1).nearest(Item.codes(16, codes), 1);
    assertThat(opened.item(hits.row(0, 0)).label()).isEqualTo("p9");
    assertThat(opened.item(hits.row(1, 0)).label()).isEqualTo("p11");
    Path nobody = PaintedFaces.photo(folder.resolve("n.png"), 99, 0);
    assertThatThrownBy(() -> hasher.codes(Files.readAllBytes(nobody), "n.png"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("n.png: no face found");
  }

  @Test
  void aFewPhotosAreEnough() throws IOException {
    photos = folder.resolve("few");
    for (int i = 0; i < 5; i++) {
      PaintedFaces.photo(photos.resolve(i + ".png"), i, 1 + i / 2);
    }
    PhotoRequest plain =
        new PhotoRequest(Optional.empty(), OptionalInt.of(16), 1000, Optional.empty(), false);
    run(index, 2, plain);
    assertThat(notes).anySatisfy(n -> assertThat(n).startsWith("itq, 16 bits").contains("too few"));
    long[] code = items(index).get(0).code();
    long[] same = items(index).get(1).code();
    long[] other = items(index).get(4).code();
    assertThat(Long.bitCount(code[0] ^ same[0])).isLessThan(Long.bitCount(code[0] ^ other[0]));
  }

  @Test
  void mistakesGetOneLine() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    String[] messages = {
      "--method sdh: needs labels", "valid: itq, lsh", "at most the features' dimension 32"
    };
    PhotoRequest[] requests = {
      new PhotoRequest(Optional.of("sdh"), OptionalInt.of(16), 9, Optional.empty(), false),
      new PhotoRequest(Optional.of("ddh"), OptionalInt.of(16), 9, Optional.empty(), false),
      request(64, false, false)
    };
    for (int i = 0; i < messages.length; i++) {
      PhotoRequest request = requests[i];
      assertThatThrownBy(() -> run(index, 1, request))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(messages[i]);
    }
    assertThat(faces.photos()).hasValue(0);
    Path own = photos;
    photos = empty;
    assertThatThrownBy(() -> run(index, 1, request(16, false, false)))
        .hasMessageContaining("contains no photos");
    PaintedFaces.photo(empty.resolve("black.png"), 0, 0);
    assertThatThrownBy(() -> run(index, 1, request(16, false, false)))
        .hasMessageContaining("no face found in any of 1 photos")
        .hasMessageContaining("black.png: no face found");
    photos = own;
    Files.deleteIfExists(PhotoJob.work(index));
    run(index, 1, request(16, false, false));
    assertThatThrownBy(() -> run(index, 1, request(16, true, false)))
        .hasMessageContaining("was built without labels");
    photos = Files.createSymbolicLink(empty.resolveSibling("link"), own.toAbsolutePath());
    assertThat(run(index, 1, request(16, false, false)).faces()).isZero();
    photos = empty;
    assertThatThrownBy(() -> run(index, 1, request(16, false, false)))
        .hasMessageContaining("is an index of the photos in " + own.toAbsolutePath());
    Files.writeString(PhotoJob.work(index), String.format(Locale.ROOT, "%s", "x"));
  }

  @Test
  void sdhLearnsFromTheFolders() throws IOException {
    PhotoRequest sdh =
        new PhotoRequest(Optional.of("sdh"), OptionalInt.of(16), 1000, Optional.of(true), false);
    run(index, 2, sdh);
    assertThat(notes).anySatisfy(n -> assertThat(n).startsWith("sdh, 16 bits, fitted on 73"));
    assertThat(FaceIndex.rejectAbove(index, CodeIndex.open(index))).isEmpty();
  }
}
