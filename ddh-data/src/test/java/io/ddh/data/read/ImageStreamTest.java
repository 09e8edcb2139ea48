package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.ImageFileReader;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.image.FaceScaler;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is streamed must be what the readers read at once. */
class ImageStreamTest {
  private static final int STEP = 4;

  @TempDir Path folder;

  private static Map<String, byte[]> album(boolean broken) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 11; i++) { // not in the order of their names
      BufferedImage image = TestImages.noise(20 + i, 25, BufferedImage.TYPE_INT_RGB, i);
      files.put("p" + i % 3 + "/" + (20 - i) + ".png", TestImages.encode(image, "png"));
    }
    if (broken) {
      files.put("p1/a.png", new byte[] {1, 2, 3});
    }
    files.put("p1/readme.txt", new byte[] {'x'});
    return files;
  }

  private Path unpacked(Map<String, byte[]> files, String name) throws IOException {
    Path root = folder.resolve(name);
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      Path file = root.resolve(e.getKey());
      Files.createDirectories(file.getParent());
      Files.write(file, e.getValue());
    }
    return root;
  }

  private static Settings settings(ImageFileReader reader, Path path) {
    Map<String, Object> given = new TreeMap<>();
    given.put("path", path.toString());
    if (reader.defaults().containsKey("crop")) {
      given.put("crop", 18);
    }
    given.put("size", 9);
    return Settings.of("x", reader.defaults(), given);
  }

  private static final FaceScaler SCALER = new FaceScaler(18, 9, 3);

  /** Label, source and pixels of each image, by source. */
  private static Map<String, String> streamed(ImageStream stream) throws IOException {
    Map<String, String> out = new TreeMap<>();
    for (int from = 0; from < stream.size(); from += STEP) {
      int to = Math.min(stream.size(), from + STEP);
      ImageStream.Batch batch = stream.read(from, to, SCALER);
      int length = batch.images().imageLength();
      for (int i = 0; i < batch.rows().length; i++) {
        int row = batch.rows()[i];
        byte[] image = Arrays.copyOfRange(batch.images().pixels(), i * length, (i + 1) * length);
        String seen = stream.label(row) + " " + Arrays.toString(image);
        assertThat(out.put(stream.source(row), seen)).isNull();
      }
      assertThat(batch.rows().length + batch.broken().size()).isEqualTo(to - from);
    }
    return out;
  }

  private List<Path> forms() throws IOException {
    Map<String, byte[]> files = album(false);
    return List.of(
        unpacked(files, "plain"),
        Tars.zip(folder.resolve("a.zip"), files),
        Tars.write(folder.resolve("a.tar"), files, false),
        Tars.write(folder.resolve("a.tgz"), files, true));
  }

  @Test
  void folderAndArchivesGiveWhatTheReaderReads() throws IOException {
    FolderReader reader = new FolderReader();
    for (Path path : forms()) {
      Settings settings = settings(reader, path);
      Dataset whole = reader.read("x", settings, folder.resolve("work"), Progress.NONE);
      List<String> read = new ArrayList<>();
      int length = whole.images().images().imageLength();
      for (int i = 0; i < whole.images().size(); i++) {
        byte[] image =
            Arrays.copyOfRange(whole.images().images().pixels(), i * length, (i + 1) * length);
        String person = whole.images().identities().get(whole.images().labels()[i]);
        read.add(person + " " + Arrays.toString(image));
      }
      try (ImageStream stream = reader.stream(settings)) {
        assertThat(stream.boxed()).isFalse();
        assertThat(stream.size()).isEqualTo(11);
        assertThat(streamed(stream).values())
            .as("%s", path)
            .containsExactlyInAnyOrderElementsOf(read);
        assertThat(stream.notes()).singleElement().asString().startsWith("1 files ignored");
      }
    }
  }

  /** Whatever was read before: later stream first, and the same ones again. */
  @Test
  void anyBeginningGivesTheSame() throws IOException {
    for (Path path : forms()) {
      try (ImageStream stream = ImageStream.loose(path)) {
        byte[] last = stream.read(8, 11, SCALER).images().pixels();
        byte[] first = stream.read(0, 3, SCALER).images().pixels();
        assertThat(stream.read(0, 3, SCALER).images().pixels()).isEqualTo(first);
        assertThat(stream.read(8, 11, SCALER).images().pixels()).isEqualTo(last);
        assertThat(stream.read(11, 11, SCALER).images().size()).isZero();
        assertThat(stream.label(0)).isEmpty();
      }
    }
  }

  @Test
  void tarsComeInTheirOwnOrder() throws IOException {
    Path tar = Tars.write(folder.resolve("a.tar"), album(false), false);
    try (ImageStream stream = ImageStream.loose(tar)) {
      List<String> sources = new ArrayList<>();
      for (int i = 0; i < stream.size(); i++) {
        sources.add(stream.source(i));
      }
      assertThat(sources).startsWith("p0/20.png", "p1/19.png", "p2/18.png", "p0/17.png");
    }
  }

  @Test
  void brokenImagesAreNamedWhereTheyLie() throws IOException {
    try (ImageStream stream = ImageStream.loose(unpacked(album(true), "some"))) {
      ImageStream.Batch batch = stream.read(0, 12, SCALER);
      assertThat(batch.images().size()).isEqualTo(11);
      assertThat(batch.broken()).hasSize(1);
      assertThat(stream.source(batch.broken().get(0).index())).isEqualTo("p1/a.png");
      assertThat(batch.rows()).doesNotContain(batch.broken().get(0).index());
    }
  }

  @Test
  void theStampChangesWithAFile() throws IOException {
    Path root = unpacked(album(false), "some");
    String before;
    try (ImageStream stream = ImageStream.loose(root)) {
      before = stream.stamp();
      assertThat(stream.stamp()).isEqualTo(before);
    }
    Files.write(root.resolve("p0/20.png"), new byte[5]);
    try (ImageStream stream = ImageStream.loose(root)) {
      assertThat(stream.stamp()).isNotEqualTo(before);
    }
  }

  @Test
  void aListNamesImagesAndPeople() throws IOException {
    Path root = unpacked(album(false), "some");
    Path list = folder.resolve("list.txt");
    Path absolute = root.resolve("p2/18.png").toAbsolutePath();
    Files.writeString(
        list,
        "# mine\nsome/p1/19.png\tAda\n\nsome/p0/20.png\n" + absolute + "\tBéla\nsome/none.png\n",
        StandardCharsets.UTF_8);
    try (ImageStream stream = ImageStream.listed(list)) {
      assertThat(stream.size()).isEqualTo(3);
      assertThat(stream.label(0)).isEqualTo("Ada");
      assertThat(stream.label(1)).isEmpty();
      assertThat(stream.label(2)).isEqualTo("Béla");
      assertThat(stream.source(0)).isEqualTo("some/p1/19.png");
      assertThat(stream.problems())
          .containsExactly("some/none.png: no such file, or it can't be read");
      assertThat(stream.read(0, 3, SCALER).images().size()).isEqualTo(3);
    }
    Files.move(root.resolve("p0"), folder.resolve("#0"));
    Files.writeString(
        list,
        "#0/20.png, \"Bo, b\"\n#some/p1/19.png\n# old.png Cy\nsome/p1/19.png Ada Lo\n",
        StandardCharsets.UTF_8);
    try (ImageStream stream = ImageStream.listed(list)) {
      assertThat(stream.size()).isEqualTo(2);
      assertThat(stream.source(0)).isEqualTo("#0/20.png");
      assertThat(stream.label(0)).isEqualTo("Bo, b");
      assertThat(stream.label(1)).isEqualTo("Ada Lo");
    }
    for (String bad :
        List.of(
            "a.png\na.png",
            "notes.doc",
            "\tAda",
            "# nothing",
            "a\0.png",
            "some/p1/19.png\tAda\t3",
            "some/p1/19.png,Ada,3",
            "some/p1/19.png;Ada;3")) {
      Files.writeString(list, bad, StandardCharsets.UTF_8);
      assertThatThrownBy(
              () -> {
                try (ImageStream stream = ImageStream.listed(list)) {
                  stream.read(0, stream.size(), SCALER);
                  throw new BadInputException(list + ": " + stream.problems());
                }
              })
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(list.toString());
    }
  }

  @Test
  void boxesGoBeforeTheCrop() throws IOException {
    Path root = unpacked(album(false), "some");
    StringBuilder csv = new StringBuilder("path,x,y,width,height\n");
    album(false).keySet().forEach(name -> csv.append(name).append(",2,3,10,10\n"));
    Files.writeString(root.resolve("boxes.csv"), csv.toString(), StandardCharsets.UTF_8);
    FolderReader reader = new FolderReader();
    Map<String, Object> given =
        Map.of("path", root.toString(), "boxes", "boxes.csv", "crop", 0, "size", 9);
    Settings settings = Settings.of("x", reader.defaults(), given);
    Dataset whole = reader.read("x", settings, folder.resolve("work"), Progress.NONE);
    try (ImageStream stream = reader.stream(settings)) {
      assertThat(stream.boxed()).isTrue();
      assertThat(stream.read(0, 11, SCALER).images().pixels())
          .isEqualTo(whole.images().images().pixels());
    }
  }
}
