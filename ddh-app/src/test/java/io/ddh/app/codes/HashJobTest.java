package io.ddh.app.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.app.images.ImageSource;
import io.ddh.app.model.Albums;
import io.ddh.app.model.HashModel;
import io.ddh.app.model.ToyModels;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Progress;
import io.ddh.core.npy.NpyCodes;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.retrieval.exchange.FaissIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images to codes: what comes out, and that no end anywhere changes it. */
class HashJobTest {
  private static final int PEOPLE = 5;
  private static final int EACH = 130; // more than two batches in all

  @TempDir static Path shared;
  private static HashModel model;
  private static Path album;
  private static FaceScaler scaler;

  @TempDir Path folder;
  private Path codes;

  @BeforeAll
  static void prepare() throws IOException {
    model = ToyModels.train("itq+lbp", 20).write(shared.resolve("m.ddhm"));
    scaler = model.card().scaler();
    album = Albums.write(shared.resolve("album"), PEOPLE, EACH);
    for (int bad : new int[] {3, 300, 649}) { // the last image among them
      Path file = album.resolve("person" + bad / EACH).resolve(name(bad % EACH));
      Albums.put(file, "no image".getBytes(StandardCharsets.UTF_8));
    }
  }

  @BeforeEach
  void name() {
    codes = folder.resolve("c.ddhc");
  }

  private static String name(int i) {
    return String.format(Locale.ROOT, "%04d.png", i);
  }

  private static ImageSource album() throws IOException {
    return ImageSource.of(ImageStream.loose(album), scaler);
  }

  private HashJob.Summary run() throws IOException {
    try (ImageSource images = album()) {
      return new HashJob(model, images, codes, 0.01).run(Progress.NONE);
    }
  }

  private static List<Item> read(Path file) throws IOException {
    List<Item> items = new ArrayList<>();
    try (CodesFileReader in = new CodesFileReader(file)) {
      for (Optional<Item> item = in.next(); item.isPresent(); item = in.next()) {
        items.add(item.get());
      }
      assertThat(in.size()).isEqualTo(items.size());
    }
    return items;
  }

  @Test
  void eachImageGetsTheCodeItHasAlone() throws IOException {
    HashJob.Summary made = run();
    assertThat(made.codes()).isEqualTo(PEOPLE * EACH - 3);
    assertThat(made.broken()).isEqualTo(3);
    assertThat(made.firstBroken().get(0).source()).isEqualTo("person0/0003.png");
    List<Item> items = read(codes);
    for (int i : new int[] {0, 2, 3, 200, items.size() - 1}) {
      Path file = album.resolve(items.get(i).source());
      BinaryCodes alone = model.encode(model.prepare(Files.readAllBytes(file), "one"));
      assertThat(items.get(i).code()).isEqualTo(alone.words());
      assertThat(items.get(i).label()).isEmpty();
    }
    assertThat(items.get(3).source()).isEqualTo("person0/0004.png");
    try (CodesFileReader in = new CodesFileReader(codes)) {
      assertThat(in.model()).contains(model.digest());
      assertThat(in.bits()).isEqualTo(20);
      assertThat(in.broken()).isEqualTo(3);
    }
    long time = Files.getLastModifiedTime(codes).toMillis();
    assertThat(run().before()).isEqualTo(PEOPLE * EACH); // finished: nothing is done again
    assertThat(Files.getLastModifiedTime(codes).toMillis()).isEqualTo(time);
  }

  /** An append-only file, cut at any byte: what a kill or a full disk leaves. */
  @Test
  void goesOnFromAnyCutToTheSameBytes() throws IOException {
    run();
    byte[] whole = Files.readAllBytes(codes);
    Path part = CodesFileWriter.part(codes);
    SplittableRandom random = new SplittableRandom(4);
    List<Integer> cuts = new ArrayList<>(List.of(0, 1, 91, 92, 93, 100, whole.length));
    cuts.add(whole.length - CodesFormat.END);
    for (int i = 0; i < 10; i++) {
      cuts.add(random.nextInt(whole.length));
    }
    for (int cut : cuts) {
      Files.delete(codes);
      Files.write(part, Arrays.copyOf(whole, cut));
      run();
      assertThat(Files.readAllBytes(codes)).as("cut at %d", cut).isEqualTo(whole);
      assertThat(part).doesNotExist();
    }
    Files.delete(codes);
    byte[] rotten = whole.clone();
    rotten[whole.length / 2] ^= 4;
    Files.write(part, rotten);
    run();
    assertThat(Files.readAllBytes(codes)).isEqualTo(whole);
  }

  /** Reading fails once, somewhere: the next run goes on. */
  @Test
  void goesOnAfterAFailure() throws IOException {
    run();
    byte[] whole = Files.readAllBytes(codes);
    Files.delete(codes);
    for (int failing : new int[] {0, 256, 512}) {
      try (ImageSource images = failing(album(), failing)) {
        assertThatThrownBy(() -> new HashJob(model, images, codes, 0.01).run(Progress.NONE))
            .isInstanceOf(IOException.class)
            .hasMessage("the disk is gone");
      }
      assertThat(codes).doesNotExist();
    }
    assertThat(run().before()).isEqualTo(512);
    assertThat(Files.readAllBytes(codes)).isEqualTo(whole);
  }

  private static ImageSource failing(ImageSource images, int at) {
    return new ImageSource(
        images.size(),
        images.labels(),
        images.sources(),
        images.problems(),
        images.stamp(),
        (from, to) -> {
          if (from <= at && at < to) {
            throw new IOException("the disk is gone");
          }
          return images.batches().read(from, to);
        },
        images.files());
  }

  @Test
  void refusesWhatWasBegunWithSomethingElse() throws IOException {
    run();
    byte[] whole = Files.readAllBytes(codes);
    HashModel other = ToyModels.train("lsh+lbp", 20).write(folder.resolve("other.ddhm"));
    try (ImageSource images = album()) {
      HashJob job = new HashJob(other, images, codes, 0.01);
      assertThatThrownBy(() -> job.run(Progress.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another model");
      Files.delete(codes);
      Files.write(CodesFileWriter.part(codes), Arrays.copyOf(whole, whole.length / 2));
      assertThatThrownBy(() -> job.run(Progress.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("started with another model");
    }
    FaceScaler cropped = new FaceScaler(20, scaler.size(), scaler.channels());
    try (ImageSource images = ImageSource.of(ImageStream.loose(album), cropped)) {
      assertThatThrownBy(() -> new HashJob(model, images, codes, 0.01).run(Progress.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("other images or settings");
    }
    assertThatThrownBy(() -> new CodesFileReader(codes))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("has not finished it");
    try (CodesFileWriter writing =
        new CodesFileWriter(
            folder.resolve("d.ddhc"),
            new CodesFormat.Head(20, model.digest(), model.digest(), 1))) {
      assertThat(writing.next()).isZero();
      assertThatThrownBy(
              () ->
                  new CodesFileWriter(
                      folder.resolve("d.ddhc"),
                      new CodesFormat.Head(20, model.digest(), model.digest(), 1)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void tooManyBrokenImagesAreRefused() throws IOException {
    Path bad = Albums.write(folder.resolve("bad"), 1, 20);
    for (int i = 0; i < 6; i++) {
      Albums.put(bad.resolve("person0").resolve(name(i)), new byte[] {1, 2, 3});
    }
    try (ImageSource images = ImageSource.of(ImageStream.loose(bad), scaler)) {
      assertThatThrownBy(() -> new HashJob(model, images, codes, 0.01).run(Progress.NONE))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(
              "6 of 20 images can't be read, at most 5 are allowed (--max-corrupt)")
          .hasMessageContaining("person0/0000.png");
      assertThat(new HashJob(model, images, codes, 0.3).run(Progress.NONE).codes()).isEqualTo(14);
    }
  }

  @Test
  void everyDamageToACodesFileIsRefused() throws IOException {
    run();
    byte[] whole = Files.readAllBytes(codes);
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      int at = round < 130 ? round : random.nextInt(whole.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      refused(damaged);
    }
    for (int round = 0; round < 60; round++) {
      refused(Arrays.copyOf(whole, round < 5 ? round * 30 : random.nextInt(whole.length)));
    }
    refused(Arrays.copyOf(whole, whole.length + 1));
    byte[] newer = whole.clone();
    newer[11] = 2;
    Files.write(codes, newer);
    assertThatThrownBy(() -> new CodesFileReader(codes)).hasMessageContaining("version 2");
  }

  private void refused(byte[] bytes) throws IOException {
    Files.write(codes, bytes);
    assertThatThrownBy(() -> read(codes))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(codes.toString());
  }

  @Test
  void exportsToNumpyAndFaiss() throws IOException {
    run();
    List<Item> items = read(codes);
    Path npy = folder.resolve("c.npy");
    Path table = CodeFiles.export(codes, npy);
    BinaryCodes there = NpyCodes.read(npy, java.util.OptionalInt.of(20));
    Path faiss = folder.resolve("c.faiss");
    CodeFiles.export(codes, faiss);
    assertThat(FaissIndex.read(faiss, 20).codes()).isEqualTo(there);
    List<String> lines = Files.readAllLines(table);
    assertThat(lines).hasSize(items.size() + 1).startsWith("row,label,source");
    for (int i = 0; i < items.size(); i++) {
      assertThat(there.words()[i]).isEqualTo(items.get(i).code()[0]);
      assertThat(lines.get(i + 1)).isEqualTo(i + ",," + items.get(i).source());
    }
    assertThatThrownBy(() -> CodeFiles.checkExport(folder.resolve("c.txt")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(".npy or .faiss");
  }
}
