package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.image.FaceScaler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files and people, and lists of them, as other systems write them. */
class NamesTest {
  private static final String COMPOSED = "Zo\u00eb";
  private static final String DECOMPOSED = "Zoe\u0308";

  @TempDir Path temp;

  private static byte[] image(int grey) {
    byte[] samples = new byte[36];
    Arrays.fill(samples, (byte) grey);
    return TestImages.pnm(6, 6, 1, 255, samples);
  }

  private Dataset read(Path path, Object... more) throws IOException {
    Map<String, Object> given = new TreeMap<>(Map.of("path", path.toString(), "size", 4));
    for (int i = 0; i < more.length; i += 2) {
      given.put((String) more[i], more[i + 1]);
    }
    FolderReader reader = new FolderReader();
    Settings settings = Settings.of("data", reader.defaults(), given);
    return reader.read("own", settings, temp.resolve("work"), Progress.NONE);
  }

  private static Map<String, byte[]> people(String zoe) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("Ada/1.pgm", image(1));
    files.put(zoe + "/" + zoe + ".pgm", image(2));
    files.put(zoe + "/Zof.pgm", image(3)); // behind Zoe, before Zoë
    files.put("Zof/1.pgm", image(4));
    return files;
  }

  private Path folder(String name, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      TestImages.write(temp.resolve(name).resolve(file.getKey()), file.getValue());
    }
    return temp.resolve(name);
  }

  private static void assumeUnicode() {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "names need a UTF-8 locale");
  }

  @Test
  void bothUnicodeFormsAreOneName() throws IOException {
    assumeUnicode();
    Dataset mac = read(folder("mac", people(DECOMPOSED)));
    Dataset linux = read(folder("linux", people(COMPOSED)));
    Dataset zip = read(Tars.zip(temp.resolve("x.zip"), people(DECOMPOSED)));
    Dataset tar = read(Tars.write(temp.resolve("x.tar"), people(DECOMPOSED), false));
    assertThat(mac.images().identities()).containsExactly("Ada", "Zof", COMPOSED);
    for (Dataset other : List.of(linux, zip, tar)) {
      assertThat(other.digest()).isEqualTo(mac.digest());
    }
    // both in one set: one person
    folder("linux", Map.of(DECOMPOSED + "/9.pgm", image(9)));
    assertThat(read(temp.resolve("linux")).images().identities()).hasSize(3);
  }

  @Test
  void boxesAndListsFindTheOtherForm() throws IOException {
    assumeUnicode();
    Path root = folder("mac", people(DECOMPOSED));
    StringBuilder csv = new StringBuilder("path,x,y,width,height\n");
    people(COMPOSED).keySet().forEach(name -> csv.append(name).append(",1,1,3,3\n"));
    Files.writeString(temp.resolve("b.csv"), csv, StandardCharsets.UTF_8);
    assertThat(read(root, "boxes", "../b.csv").counts()).containsEntry("files.unreadable", 0L);
    Path list = temp.resolve("list.txt");
    List<String> lines = new ArrayList<>();
    people(COMPOSED).keySet().forEach(name -> lines.add("mac/" + name + "\t" + DECOMPOSED));
    Files.write(list, lines);
    try (ImageStream stream = ImageStream.listed(list)) {
      assertThat(stream.size()).isEqualTo(4);
      assertThat(stream.label(0)).isEqualTo(COMPOSED);
      assertThat(stream.read(0, 4, new FaceScaler(0, 4, 1)).broken()).isEmpty();
    }
  }

  /** Boxes of a set with a folder around it begin there, or below it. */
  @Test
  void boxesWithinAFolderAroundEverything() throws IOException {
    Path root = folder("set", Map.of("lfw/Ada/1.pgm", image(1), "lfw/Bo/1.pgm", image(2)));
    for (String below : List.of("lfw/", "")) {
      Files.writeString(
          root.resolve("b.csv"),
          "path,x,y,width,height\n" + below + "Ada/1.pgm,1,1,3,3\n" + below + "Bo/1.pgm,1,1,3,3\n",
          StandardCharsets.UTF_8);
      assertThat(read(root, "boxes", "b.csv").counts())
          .containsEntry("files.unreadable", 0L)
          .containsEntry("boxes.without-file", 0L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar"})
  void foldersWithABackslash(String form) throws IOException {
    Map<String, byte[]> windows = new LinkedHashMap<>();
    people("Zoe").forEach((name, bytes) -> windows.put("set\\" + name.replace('/', '\\'), bytes));
    windows.put("set\\Icon\r", new byte[0]);
    Path packed =
        form.equals("zip")
            ? Tars.zip(temp.resolve("w.zip"), windows)
            : Tars.write(temp.resolve("w.tar"), windows, false);
    Dataset data = read(packed);
    assertThat(data.digest()).isEqualTo(read(folder("plain", people("Zoe"))).digest());
    for (String outside : List.of("..\\x.pgm", "a\\..\\..\\x.pgm", "\\x.pgm", "C:\\x.pgm")) {
      Path bad = Tars.zip(temp.resolve("bad.zip"), Map.of(outside, image(1)));
      assertThatThrownBy(() -> read(bad))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is not a plain relative path");
    }
  }

  @Test
  void bytesThatAreNoUtf8() {
    assertThat(FileNames.decode("Zo\u00eb/\u674e".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("Zo\u00eb/\u674e");
    assertThat(FileNames.decode(latin("f\u00fcr\u00e9"))).isEqualTo("f\\xfcr\\xe9");
    assertThat(FileNames.decode(new byte[] {(byte) 0xe6, (byte) 0x9d})).isEqualTo("\\xe6\\x9d");
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Only a shell can make such names here. */
  @Test
  void namesThatAreNoUtf8() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell");
    Path root =
        folder("odd", Map.of("Ada/1.pgm", image(1), "x/1.pgm", image(2), "x/2.pgm", image(3)));
    Process shell =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "mv x/2.pgm \"$(printf 'Ada/\\374.pgm')\" && cp -r x \"$(printf 'F\\374r')\""
                    + " && cp -r x \"$(printf 'F\\366r')\" && rm -r x"
                    + " && touch \"$(printf 'n\\374.txt')\"")
            .directory(root.toFile())
            .start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assumeTrue(shell.exitValue() == 0, "this file system takes UTF-8 names alone");
    Dataset data = read(root);
    assertThat(data.images().identities()).containsExactly("Ada", "F\\xf6r", "F\\xfcr");
    assertThat(data.images().size()).isEqualTo(4);
    assertThat(FileNames.find(root, "F\\xfcr/1.pgm")).isPresent();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Tars.header(latin("F\u00fcr/1.pgm"), '0', image(2).length));
    out.writeBytes(Arrays.copyOf(image(2), 512));
    try (FileTree tree =
        FileTree.open(Files.write(temp.resolve("odd.tar"), out.toByteArray()), "")) {
      assertThat(tree.files().get(0).path()).isEqualTo("F\\xfcr/1.pgm");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void listsFromWindows(String charset) throws IOException {
    folder("set", Map.of("Ada/1.pgm", image(1), "Ada/a b.pgm", image(2), "Bo/1.pgm", image(3)));
    String text =
        "\uFEFFset\\Ada\\1.pgm  \r\n\r\n# mine\r\n\"set/Ada/a b.pgm\"\tAda\r\n \"set/Bo/1.pgm\",\"B. O.\"\r\n";
    Path list = Files.write(temp.resolve("l.txt"), text.getBytes(Charset.forName(charset)));
    try (ImageStream stream = ImageStream.listed(list)) {
      assertThat(stream.size()).isEqualTo(3);
      assertThat(List.of(stream.label(0), stream.label(1), stream.label(2)))
          .containsExactly("", "Ada", "B. O.");
      assertThat(stream.problems()).isEmpty();
    }
    byte[] bare = text.substring(1).getBytes(Charset.forName(charset));
    if (!charset.equals("UTF-8")) {
      Files.write(list, bare);
      assertThatThrownBy(() -> ImageStream.listed(list)).hasMessageContaining("NUL bytes");
    }
  }

  @Test
  void labelsInLists() throws IOException {
    folder("set", Map.of("Ada/1.pgm", image(1), "a b.pgm", image(2), "none", image(3)));
    Path list = temp.resolve("l.txt");
    Files.writeString(list, "path label\nset/Ada/1.pgm 17\nset/a b.pgm,B. O.\nset/none\n");
    try (ImageStream stream = ImageStream.listed(list)) {
      assertThat(List.of(stream.label(0), stream.label(1), stream.label(2)))
          .containsExactly("17", "B. O.", "");
    }
    Files.writeString(list, "set/Ada/1.pgm 0 1 0\nset/a b.pgm 1 0 0\n");
    assertThatThrownBy(() -> ImageStream.listed(list))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("l.txt:1: none of 2 lines can be read: 'set/Ada/1.pgm 0 1 0'")
        .hasMessageContaining("each line must hold the path of an image, optionally");
    Files.writeString(list, "set/Ada/1.pgm\nset/a b.pgm set/Ada/1.pgm\nset/what\n");
    assertThatThrownBy(() -> ImageStream.listed(list))
        .hasMessageContaining("l.txt:2: can't be read, and neither can 1 others");
    Files.writeString(list, "Ada/1.pgm\nBo/1.pgm\n");
    assertThatThrownBy(() -> ImageStream.listed(list))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none of 2 files can be read; the first: Ada/1.pgm: no such file");
  }
}
