package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.form.FormDetector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees of folders as people really have them: who is a person, and what isn't an image of one. */
class LayoutTest {
  private static final List<String> PEOPLE = List.of("Ada", "Bo", "Cy");

  @TempDir Path temp;

  /** An image of one grey level, another for each name below the person's folder. */
  private static byte[] image(int grey) {
    byte[] samples = new byte[36];
    Arrays.fill(samples, (byte) grey);
    return TestImages.pnm(6, 6, 1, 255, samples);
  }

  private static Map<String, byte[]> people(String below, int images) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String person : PEOPLE) {
      for (int i = 0; i < images; i++) {
        files.put(below + person + "/" + i + ".pgm", image(person.charAt(0) + i));
      }
    }
    return files;
  }

  private Path packed(String form, Map<String, byte[]> files) throws IOException {
    Path to = temp.resolve(form + files.hashCode());
    switch (form) {
      case "zip" -> Tars.zip(to, files);
      case "tgz" -> Tars.write(to, files, true);
      default -> {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          TestImages.write(to.resolve(file.getKey()), file.getValue());
        }
      }
    }
    return to;
  }

  private Dataset read(Path path, Object... more) throws IOException {
    Map<String, Object> given = new TreeMap<>(Map.of("path", path.toString(), "size", 4));
    for (int i = 0; i < more.length; i += 2) {
      given.put((String) more[i], more[i + 1]);
    }
    FolderReader reader = new FolderReader();
    Settings settings = Settings.of("data", reader.defaults(), given);
    Dataset data = reader.read("own", settings, temp.resolve("work"), Progress.NONE);
    try (ImageStream stream = reader.stream(settings)) { // what ddh hash reads
      assertThat(stream.size()).isEqualTo(data.images().size());
      assertThat(stream.notes()).isNotNull();
    }
    return data;
  }

  private void refused(Map<String, byte[]> files, String... message) throws IOException {
    for (String form : List.of("folder", "zip")) {
      Path path = packed(form, files);
      assertThat(FormDetector.detect(path).best().orElseThrow().form()).isEqualTo("folder");
      assertThatThrownBy(() -> read(path))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll(message)
          .hasMessageContaining("level=1");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "train,val", "Train,Test", "training,validation", "TRAIN,TEST", "train_set,test_set",
    "train,dev", "trainSet,evalSet", "01_train,02_test", "lfw-train,lfw-val", "gallery,query",
    "bounding_box_train,bounding_box_test", "train2017,val2017", "images_train,images_val"
  })
  void partsOfADividedSetAreOne(String train, String test) throws IOException {
    Map<String, byte[]> files = people(train + "/", 3);
    people(test + "/", 1).forEach((name, bytes) -> files.put(name.replace("/0", "/9"), bytes));
    for (String form : List.of("folder", "zip", "tgz")) {
      Path path = packed(form, files);
      assertThat(FormDetector.detect(path).best().orElseThrow().form()).isEqualTo("folder");
      Dataset data = read(path);
      assertThat(data.images().identities()).isEqualTo(PEOPLE);
      assertThat(data.images().size()).isEqualTo(12);
      assertThat(data.images().given().orElseThrow().query()).hasSize(3);
      assertThat(data.images().given().orElseThrow().train()).hasSize(9);
      assertThat(data.notes())
          .anyMatch(
              note ->
                  note.contains(train + " (9 images)")
                      && note.contains(test + " (3 images)")
                      && note.contains("3 people, 3 of them in more than one"));
    }
  }

  @Test
  void threePartsAndAFolderAroundEach() throws IOException {
    Map<String, byte[]> files = people("set/train/images/", 3);
    files.putAll(people("set/val/images/", 2));
    files.putAll(people("set/test/images/", 1));
    files.put("set/labels/train/Ada/0.txt", new byte[3]);
    Dataset data = read(packed("folder", files));
    assertThat(data.images().identities()).isEqualTo(PEOPLE);
    assertThat(data.images().size()).isEqualTo(18);
    assertThat(data.images().given().orElseThrow().query()).hasSize(3); // of test
    assertThat(read(packed("zip", files)).digest()).isEqualTo(data.digest());
    Map<String, byte[]> one = people("train/", 2);
    one.put("val/Ada/video1/1.pgm", image(1));
    one.put("val/Ada/video2/1.pgm", image(2));
    assertThat(read(packed("zip", one)).images().identities()).isEqualTo(PEOPLE);
  }

  /** The form train-test reads these two, and would lose a third. */
  @Test
  void trainAndTestAlone() throws IOException {
    Map<String, byte[]> files = people("train/", 2);
    files.putAll(people("test/", 1));
    for (String below : List.of("", "set/", "a/b/")) {
      Map<String, byte[]> all = new LinkedHashMap<>();
      files.forEach((name, bytes) -> all.put(below + name, bytes));
      Path path = packed("folder", all);
      assertThat(FormDetector.detect(path).best().orElseThrow().form()).isEqualTo("train-test");
      all.put(below + "val/Ada/0.pgm", image(7));
      Path three = packed("folder", all);
      assertThat(FormDetector.detect(three).best().orElseThrow().form()).isEqualTo("folder");
      assertThat(read(three).images().size()).isEqualTo(10);
    }
  }

  @Test
  void partsThatAreNone() throws IOException {
    Map<String, byte[]> flat = people("train/", 2);
    flat.put("test/1.pgm", image(1));
    assertThatThrownBy(() -> read(packed("folder", flat)))
        .hasMessageContainingAll(
            "test and train",
            "test contains images, not person folders",
            "give only train as the path");
    Map<String, byte[]> labels = new LinkedHashMap<>();
    labels.put("train/1.pgm", image(1));
    labels.put("val/1.pgm", image(2));
    refused(labels, "train and val are parts of a data set", "contain images, not person folders");
    Map<String, byte[]> beside = people("train/", 2);
    beside.putAll(people("val/", 1));
    beside.put("extra/Di/1.pgm", image(3));
    refused(beside, "train and val are parts of a data set, but lie next to extra");
    Map<String, byte[]> within = people("", 2);
    within.putAll(people("more/", 1));
    refused(
        within, "more contains folders with the same names as people next to it, Ada, Bo and Cy");
  }

  @Test
  void peopleOfSuchNames() throws IOException {
    Map<String, byte[]> files = people("", 2);
    files.put("Val_Ackerman/1.pgm", image(1));
    files.put("Robert_Gallery/1.pgm", image(2));
    files.put("Dev/1.pgm", image(3));
    files.put("Train/1.pgm", image(4));
    assertThatThrownBy(() -> read(packed("folder", files))).hasMessageContaining("Dev and Train");
    files.remove("Train/1.pgm");
    assertThat(read(packed("folder", files)).images().identities())
        .containsExactly("Ada", "Bo", "Cy", "Dev", "Robert_Gallery", "Val_Ackerman");
    files.put("Train/1.pgm", image(4));
    assertThat(read(packed("folder", files), "level", 1).images().identities()).hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lfw/", "lfw/lfw/", "a/b/c d/"})
  void foldersAroundEverything(String around) throws IOException {
    String digest = read(packed("folder", people("", 2))).digest();
    Map<String, byte[]> files = people(around, 2);
    for (int pass = 0; pass < 2; pass++) {
      for (String form : List.of("folder", "zip", "tgz")) {
        Dataset data = read(packed(form, files));
        assertThat(data.digest()).isEqualTo(digest);
        assertThat(data.notes())
            .anyMatch(
                n ->
                    n.contains(
                        "skipped the outermost folder, which contains everything else: "
                            + around.replaceAll("/$", "")));
      }
      files.put("README.txt", new byte[2]);
      files.put(".DS_Store", new byte[2]);
      files.put(around + "sheet.pgm", image(9)); // one image is no reason to take it for a person
    }
  }

  @Test
  void onePersonStaysOne() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("Ada/1.pgm", image(1));
    files.put("Ada/2.pgm", image(2));
    assertThat(read(packed("folder", files)).images().identities()).containsExactly("Ada");
    files.put("Ada/more/3.pgm", image(3));
    assertThat(read(packed("folder", files)).images().identities()).containsExactly("Ada");
    Path bare = packed("folder", Map.of("Ada/a/1.pgm", image(1), "Ada/b/1.pgm", image(2)));
    assertThat(read(bare).images().identities()).containsExactly("a", "b"); // told in a note
    assertThat(read(bare, "level", 1).images().identities()).containsExactly("Ada");
    Files.createDirectory(bare.resolve("Bo")); // which holds nothing, so it is a person
    assertThat(read(bare).images().identities()).containsExactly("Ada");
    assertThat(read(bare).notes()).anyMatch(note -> note.contains("level=2"));
  }

  /** Folders that are made beforehand and stay empty are nobody's. */
  @Test
  void anEmptyTestFolderIsNoPerson() throws IOException {
    for (String empty : List.of("test", "val_images", "images")) {
      Path root = packed("folder", people("train/", 2));
      Files.createDirectory(root.resolve(empty));
      assertThat(read(root).images().identities()).containsExactlyElementsOf(PEOPLE);
    }
  }

  @Test
  void foldersBelowPeople() throws IOException {
    Map<String, byte[]> files = people("", 1);
    for (String person : PEOPLE) {
      for (int video = 0; video < 5; video++) {
        files.remove(person + "/0.pgm");
        files.put(person + "/" + video + "/1.pgm", image(video));
        files.put(person + "/cam" + video + "/deep/1.pgm", image(video));
      }
    }
    Dataset data = read(packed("folder", files));
    assertThat(data.images().identities()).isEqualTo(PEOPLE);
    assertThat(data.images().size()).isEqualTo(30);
    assertThat(data.notes()).anyMatch(note -> note.contains("the 3 folders at the top"));
    assertThat(read(packed("folder", files), "level", 2).images().identities()).hasSize(10);
  }

  @Test
  void groupsOfPeople() throws IOException {
    Map<String, byte[]> files = people("female/", 2);
    files.put("male/Di/1.pgm", image(1));
    assertThat(read(packed("zip", files)).images().identities())
        .containsExactly("Ada", "Bo", "Cy", "Di");
    files.put("male/Ada/1.pgm", image(1)); // another of that name
    assertThat(read(packed("zip", files)).images().identities())
        .containsExactly("female/Ada", "female/Bo", "female/Cy", "male/Ada", "male/Di");
    Map<String, byte[]> sessions = people("session1/", 2);
    sessions.putAll(people("session2/", 2));
    assertThat(read(packed("zip", sessions)).images().identities()).isEqualTo(PEOPLE);
    Map<String, byte[]> unknown = people("north/", 2);
    unknown.putAll(people("south/", 2));
    refused(unknown, "north and south or the 3 folders below them, Ada, Bo and Cy", "level=2");
    assertThat(read(packed("zip", unknown), "level", 2).images().identities()).isEqualTo(PEOPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tgz"})
  void systemFilesAreNoImages(String form) throws IOException {
    Map<String, byte[]> files = people("", 2);
    String digest = read(packed(form, files)).digest();
    for (String name :
        List.of(
            "@eaDir/Ada/T.pgm",
            "Ada/@eaDir/0.pgm/T.pgm",
            "Ada/.thumbnails/0.pgm",
            "#recycle/old/0.pgm",
            "$RECYCLE.BIN/S-1/0.pgm",
            "lost+found/0.pgm",
            "FOUND.000/0.pgm",
            "OneDriveTemp/0.pgm",
            "System Volume Information/x/0.pgm",
            ".Trash-1000/files/0.pgm",
            "Bo/.@__thumb/0.pgm",
            "__MACOSX/Ada/._0.pgm",
            "Ada/._0.pgm",
            "Bo/THUMBS.DB",
            "Bo/Icon\r",
            ".git/x/0.pgm",
            "Cy/.ipynb_checkpoints/0.pgm")) {
      files.put(name, image(200));
    }
    Dataset data = read(packed(form, files));
    assertThat(data.digest()).isEqualTo(digest);
    assertThat(data.notes())
        .filteredOn(note -> note.startsWith("17 system files or folders skipped"))
        .hasSize(1);
    assertThat(data.notes()).hasSize(1);
    try (ImageStream all = ImageStream.inFolder(packed("folder", files))) { // ddh index add
      assertThat(all.size()).isEqualTo(6);
      assertThat(all.label(5)).isEqualTo("Cy");
    }
    try (ImageStream all = ImageStream.loose(packed(form, files))) {
      assertThat(all.size()).isEqualTo(6);
    }
  }

  @Test
  void aPhotoAndItsCropAreReadOnce() throws IOException {
    Map<String, byte[]> files = people("", 2);
    people("", 2).forEach((name, b) -> files.put(name.replace("/", "/face/"), image(250)));
    files.put("Ada/thumbs/0.png", image(3));
    files.put("Ada/face/other.pgm", image(251)); // without a photo
    Dataset data = read(packed("folder", files));
    assertThat(data.images().size()).isEqualTo(7);
    assertThat(data.images().images().pixels()).contains(new byte[] {(byte) 250});
    assertThat(data.images().images().pixels()).doesNotContain(new byte[] {'A', 'B', 'C', 3});
    assertThat(data.notes())
        .anyMatch(
            note ->
                note.startsWith(
                    "6 images also exist in the subfolder face/ of their person: the copies"));
    Path boxed = packed("folder", files);
    StringBuilder boxes = new StringBuilder("path,x,y,width,height\n");
    files.keySet().forEach(name -> boxes.append(name).append(",1,1,4,4\n"));
    Files.writeString(boxed.resolve("boxes.csv"), boxes, StandardCharsets.UTF_8);
    assertThat(first(read(boxed, "boxes", "boxes.csv"))).isEqualTo('A'); // boxes are of photos
  }

  private static int first(Dataset data) {
    return data.images().images().pixels()[0] & 255;
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tgz"})
  void theContentSaysWhatIsAnImage(String form) throws IOException {
    Map<String, byte[]> files = people("", 1);
    files.put("Ada/a.jfif", image(1));
    files.put("Ada/b.JPE", image(2));
    files.put("Ada/c", image(3));
    files.put("Ada/d.dat", image(4));
    files.put("Ada/e.txt", image(5));
    files.put("Ada/e.v2.final", image(6));
    files.put("Ada/notes.txt", "Ada, in May".getBytes(StandardCharsets.UTF_8));
    files.put("Ada/points.mat", new byte[2000]);
    files.put("Ada/empty", new byte[0]);
    Path path = packed(form, files);
    assertThat(FormDetector.detect(path).best().orElseThrow().form()).isEqualTo("folder");
    Dataset data = read(path);
    assertThat(data.images().size()).isEqualTo(9);
    assertThat(data.counts()).containsEntry("files.ignored", 3L);
    assertThat(data.notes())
        .containsExactly("3 files ignored: not images (1 without extension, 1 .mat, 1 .txt)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tgz"})
  void imagesWithoutAnyEnding(String form) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    people("", 2).forEach((name, bytes) -> files.put(name.replace(".pgm", ""), bytes));
    Path path = packed(form, files);
    assertThat(FormDetector.detect(path).best().orElseThrow().form()).isEqualTo("folder");
    assertThat(read(path).images().size()).isEqualTo(6);
  }
}
