package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.app.codes.CodesFileReader;
import io.ddh.app.images.FaceImages;
import io.ddh.app.model.Albums;
import io.ddh.app.model.HashModel;
import io.ddh.app.model.ModelCard;
import io.ddh.core.Extent;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh train} and {@code ddh hash} as a user types them. */
class TrainAndHashTest {
  @TempDir static Path folder;
  private static Path album;

  @BeforeAll
  static void images() throws IOException {
    album = Albums.write(folder.resolve("Album 1"), 4, 12);
    Albums.put(album.resolve("few/0000.png"), Albums.image(1, 99));
  }

  private static Tool train(Path model, String... more) {
    List<String> all = new ArrayList<>(List.of("train", album.toString(), "-o", model.toString()));
    all.addAll(List.of("--work", folder.resolve("work").toString()));
    all.addAll(List.of(more));
    return Tool.of(all.toArray(String[]::new));
  }

  private static List<Item> read(Path file) throws IOException {
    List<Item> items = new ArrayList<>();
    try (CodesFileReader in = new CodesFileReader(file)) {
      for (Optional<Item> item = in.next(); item.isPresent(); item = in.next()) {
        items.add(item.get());
      }
    }
    return items;
  }

  @Test
  void fromImagesToCodes() throws IOException {
    Path model = folder.resolve("m.ddhm");
    Tool trained =
        train(model, "--method", "itq", "--bits", "16", "--set", "crop=36", "--set", "size=20");
    assertThat(trained.err()).isEmpty();
    assertThat(trained.code()).isZero();
    assertThat(trained.out())
        .containsPattern("4 people; 2\\d images to learn from, \\d to choose .* by, 20 held out")
        .contains("1 people have too few images")
        .contains("trained itq, 16 bits")
        .contains("of people that the model learned, in a gallery of 28 images: MAP ")
        .contains("next: ddh hash " + model);
    ModelCard card = HashModel.read(model).card();
    assertThat(card.identities()).containsExactly("person0", "person1", "person2", "person3");
    assertThat(card.scaler().crop()).isEqualTo(Extent.pixels(36));
    assertThat(card.scaler().size()).isEqualTo(20);
    assertThat(card.provenance())
        .containsKeys(
            "program", "data", "dataset", "digests", "split", "seeds", "made", "seconds",
            "quality");
    assertThat(card.provenance().toString()).doesNotContain(folder.toString());
    assertThat((Map<?, ?>) card.provenance().get("quality")).hasSize(5);

    Tool again = train(model);
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("--overwrite");

    assertThat(train(folder, "--method", "itq").err()).contains(folder + ": a folder; valid: the");
    Tool wrong = Tool.of("hash", model.toString(), album.toString(), "-o", folder.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains(folder + ": a folder; valid: the name of a file to write");
    Path codes = folder.resolve("c.ddhc");
    Path npy = folder.resolve("c.npy");
    Tool hashed =
        Tool.of(
            "hash",
            model.toString(),
            album.toString(),
            "-o",
            codes.toString(),
            "--export",
            npy.toString());
    assertThat(hashed.err()).isEmpty();
    assertThat(hashed.code()).isZero();
    assertThat(hashed.out()).contains("49 codes, 0 images left out").contains("ddh index build");
    List<Item> items = read(codes);
    assertThat(items).hasSize(49);
    assertThat(items.get(0).label()).isEqualTo("few");
    assertThat(items.get(1).source()).isEqualTo("person0/0000.png");
    assertThat(items.get(48).label()).isEqualTo("person3");
    assertThat(npy).exists();
    assertThat(folder.resolve("c.npy.csv")).content().startsWith("row,label,source\n0,few,few/");

    Path list = folder.resolve("list.txt");
    Files.writeString(list, "Album 1/person0/0000.png\tAda\n", StandardCharsets.UTF_8);
    Path one = folder.resolve("one.ddhc");
    assertThat(Tool.of("hash", model.toString(), list.toString(), "-o", one.toString()).code())
        .isZero();
    assertThat(read(one).get(0).label()).isEqualTo("Ada");
    assertThat(read(one).get(0).code()).isEqualTo(items.get(1).code());
    for (String name : List.of("Ann", "Ann ")) { // two people, in exported tables, too
      Path to = Files.createDirectories(folder.resolve("blanks").resolve(name));
      Files.copy(album.resolve("person0/0000.png"), to.resolve(name.length() + ".png"));
    }
    Path blanks = folder.resolve("blanks.npy");
    assertThat(
            Tool.of(
                    "hash",
                    model.toString(),
                    folder.resolve("blanks").toString(),
                    "-o",
                    folder.resolve("blanks.ddhc").toString(),
                    "--export",
                    blanks.toString())
                .code())
        .isZero();
    String index = folder.resolve("blanks.ddhx").toString();
    String table = blanks + ".csv";
    Tool.of("index", "build", blanks.toString(), "--bits=16", "--faces", table, "-o", index);
    assertThat(Tool.of("index", "stat", index).out()).contains("2 of 2 people");
    Path loose = folder.resolve("loose.ddhc");
    Path person = album.resolve("person2");
    assertThat(Tool.of("hash", model.toString(), person.toString(), "-o", loose.toString()).code())
        .isZero();
    assertThat(read(loose)).hasSize(12).allMatch(item -> item.label().isEmpty());
    Path whole = folder.resolve("whole.ddhc");
    Tool uncropped =
        Tool.of(
            "hash", model.toString(), album.toString(), "-o", whole.toString(), "--set", "crop=0");
    assertThat(uncropped.code()).isZero();
    assertThat(read(whole)).isNotEqualTo(items);
    Tool size = Tool.of("hash", model.toString(), album.toString(), "-o", "x", "--set", "size=32");
    assertThat(size.code()).isEqualTo(2);
    assertThat(size.err()).contains("--set size: can't be changed, since the model needs");
  }

  @Test
  void aNetworkOnItsOwnFeatures() throws IOException {
    Path model = folder.resolve("cnn.ddhm");
    Tool trained =
        train(
            model,
            "--method=lsh+cnn",
            "--bits=12",
            "--all",
            "--set=size=28",
            "--set=channels=1",
            "--set=cnn.epochs=1",
            "--set=cnn.width=16");
    assertThat(trained.err()).isEmpty();
    assertThat(trained.out()).contains("quality: not measured").contains(", 0 held out");
    assertThat(HashModel.read(model).card().features()).isPresent();
    assertThat(folder.resolve("work/album-1/unfinished")).doesNotExist();
  }

  @Test
  void fewImages() throws IOException {
    Path few = Albums.write(folder.resolve("few images"), 3, 3);
    Path model = folder.resolve("few.ddhm");
    List<String> train =
        List.of("train", few.toString(), "-o", model.toString(), "--method=itq", "--bits=8");
    Tool refused = Tool.of(train.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("the person with the second most images has 3")
        .contains("--hold-out 1, or --all");
    for (String option : List.of("--all", "--hold-out=0", "--hold-out=1")) {
      List<String> with = new ArrayList<>(train);
      with.addAll(List.of(option, "--overwrite", "--set=size=20"));
      Tool trained = Tool.of(with.toArray(String[]::new));
      assertThat(trained.code()).as(trained.err()).isZero();
      assertThat(trained.out()).contains(option.endsWith("1") ? "3 held out" : ", 0 held out");
    }
  }

  /** A divided set in a folder of its own, beside what a NAS adds: the same in each command. */
  @Test
  void theSameTreeInEachCommand() throws IOException {
    Path tree = folder.resolve("nas");
    Path set = tree.resolve("set");
    for (int p = 0; p < 3; p++) {
      for (int i = 0; i < 9; i++) {
        String part = i < 6 ? "train/" : "val/";
        Albums.put(set.resolve(part + "p" + p + "/" + i + ".png"), Albums.image(p, i));
        Albums.put(set.resolve(part + "p" + p + "/@eaDir/" + i + ".png"), Albums.image(3, i));
      }
    }
    Path model = folder.resolve("nas.ddhm");
    Tool trained =
        Tool.of(
            "train",
            tree.toString(),
            "-o",
            model.toString(),
            "--method=itq",
            "--bits=8",
            "--set=size=20");
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.out())
        .contains("skipped the outermost folder, which contains everything else: set")
        .contains("train (18 images), val (9 images): 3 people")
        .contains("6 system files or folders skipped (@eaDir)")
        .contains("3 people; ");
    Path codes = folder.resolve("nas.ddhc");
    Tool hashed = Tool.of("hash", model.toString(), tree.toString(), "-o", codes.toString());
    assertThat(hashed.out()).contains("27 codes").contains("6 system files or folders skipped");
    List<Item> items = read(codes);
    assertThat(items).extracting(Item::label).containsOnly("p0", "p1", "p2");
    List<String> notes = new ArrayList<>();
    List<FaceImages.Face> added =
        FaceImages.list(List.of(tree), Optional.empty(), Optional.of(tree), notes::add);
    assertThat(notes).hasSize(3).anyMatch(note -> note.contains("3 people, 3 of them"));
    assertThat(added)
        .extracting(FaceImages.Face::source)
        .containsExactlyElementsOf(items.stream().map(Item::source).toList());
    assertThat(added)
        .extracting(FaceImages.Face::label)
        .containsExactlyElementsOf(items.stream().map(Item::label).toList());
    assertThat(added).allMatch(face -> Files.exists(face.file()));
    Tool checked =
        Tool.of("data", "check", tree.toString(), "--work", folder.resolve("w").toString());
    assertThat(checked.out()).contains("people      3 with 9 images each");
  }

  @Test
  void mistakesGetALine() throws IOException {
    Path model = folder.resolve("no.ddhm");
    assertThat(train(model, "--method", "ddd").err()).contains("ddd");
    assertThat(train(model, "--set", "dsh.epochs=3").err()).contains("unknown prefix 'dsh'");
    assertThat(train(model, "--set", "ddh+aug.epocks=3").err()).contains("epocks");
    assertThat(train(model, "--set", "epochs=3").err()).contains("unknown key 'epochs'");
    assertThat(train(model, "--bits", "0").err()).contains("bits");
    assertThat(train(model, "--set", "size=20").err()).contains("at least 28");
    assertThat(train(model, "--hold-out", "-1").err()).contains("--hold-out: found -1");
    assertThat(train(model, "--hold-out", "30").err()).contains("at least 2 people must have");
    assertThat(model).doesNotExist();
    Files.writeString(model, "text", StandardCharsets.UTF_8);
    Tool hashed = Tool.of("hash", model.toString(), album.toString(), "-o", "x.ddhc");
    assertThat(hashed.code()).isEqualTo(2);
    assertThat(hashed.err()).contains("not a model file");
    Files.delete(model);
  }
}
