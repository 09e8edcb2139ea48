package io.ddh.data.read.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.data.read.Tars;
import java.io.ByteArrayOutputStream;
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
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {
  @TempDir Path temp;

  private static byte[] text(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> some() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("b/2.txt", text("two"));
    files.put("a/1.txt", text("one"));
    files.put("a/long/" + "x".repeat(120) + ".txt", text("long"));
    files.put("a/empty", new byte[0]);
    files.put("李/ø.bin", new byte[1500]);
    files.put(".hidden/1.txt", text("no"));
    files.put("__MACOSX/a/1.txt", text("no"));
    return files;
  }

  private Map<String, String> contents(Path path, long most) throws IOException {
    try (FileTree tree = FileTree.open(path, "expected files")) {
      List<FileTree.Entry> all = tree.files();
      assertThat(all).isSortedAccordingTo((x, y) -> x.path().compareTo(y.path()));
      Map<String, String> out = new ConcurrentHashMap<>();
      List<FileTree.Entry> wanted = new ArrayList<>(all);
      wanted.addAll(all); // each twice
      int[] calls = new int[wanted.size()];
      tree.read(
          wanted,
          most,
          (i, content) -> {
            calls[i]++;
            try {
              byte[] bytes = content.bytes();
              assertThat((long) bytes.length).isEqualTo(wanted.get(i).size());
              out.put(wanted.get(i).path(), new String(bytes, StandardCharsets.UTF_8));
            } catch (IOException e) {
              out.put(wanted.get(i).path(), "failed: " + e.getMessage());
            }
          });
      assertThat(calls).containsOnly(1);
      return new TreeMap<>(out);
    }
  }

  private Path packed(String form, Map<String, byte[]> files) throws IOException {
    return switch (form) {
      case "zip" -> Tars.zip(temp.resolve("x.bin"), files);
      case "tar" -> Tars.write(temp.resolve("x.bin"), files, false);
      default -> Tars.write(temp.resolve("x.bin"), files, true);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"folder", "zip", "tar", "tgz"})
  void theSameFilesHoweverPacked(String form) throws IOException {
    Path path = temp.resolve("folder");
    if (form.equals("folder")) {
      for (Map.Entry<String, byte[]> e : some().entrySet()) {
        if (e.getKey().startsWith("__MACOSX")) {
          continue; // only archives have it
        }
        Files.createDirectories(path.resolve(e.getKey()).getParent());
        Files.write(path.resolve(e.getKey()), e.getValue());
      }
    } else {
      path = packed(form, some());
    }
    Map<String, String> expected = new TreeMap<>();
    some().forEach((k, v) -> expected.put(k, new String(v, StandardCharsets.UTF_8)));
    expected.keySet().removeIf(k -> k.startsWith(".") || k.startsWith("__"));
    assertThat(contents(path, 1 << 20)).isEqualTo(expected);
    assertThat(contents(path, 1499).get("李/ø.bin")).startsWith("failed: ").contains("at most 1499");
    try (FileTree tree = FileTree.open(path, "x")) {
      assertThat(tree.tops()).containsExactly("a", "b", "李");
      assertThat(tree.problems()).isEmpty();
      assertThat(tree.isFolder()).isEqualTo(form.equals("folder"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip", "tar", "tgz"})
  void namesThatPointElsewhere(String form) throws IOException {
    for (String name :
        List.of(
            "../x.txt",
            "a/../../x",
            "/etc/passwd",
            "a//b",
            "a/./b",
            "..\\..\\x",
            "C:\\x",
            "a\u0001b")) {
      Map<String, byte[]> files = some();
      files.put(name, text("x"));
      Path file = packed(form, files);
      assertThatThrownBy(() -> contents(file, 1 << 20))
          .as(name)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("is not a plain relative path");
    }
    assertThat(temp.resolve("../x.txt")).doesNotExist();
  }

  @Test
  void whatTarCanSay() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Tars.member(out, "./", '5', new byte[0]);
    Tars.member(out, "./a/", '5', new byte[0]);
    Tars.member(out, "pax", 'x', text("16 path=a/längst\n".replace("16", "18")));
    Tars.member(out, "short", '0', text("pax"));
    byte[] ustar = Tars.header(text("name.txt"), '0', 3);
    System.arraycopy(text("a/deep"), 0, ustar, 345, 6);
    out.writeBytes(Tars.sealed(ustar));
    out.writeBytes(Arrays.copyOf(text("pre"), 512));
    Tars.member(out, "global", 'g', text("11 path=no\n"));
    Tars.member(out, "a/old", '\0', text("old"));
    Tars.member(out, "a/link", '2', new byte[0]);
    Tars.member(out, "a/device", '3', new byte[0]);
    Path file = Files.write(temp.resolve("x.tar"), out.toByteArray()); // no zeros at the end
    assertThat(contents(file, 100))
        .isEqualTo(Map.of("a/längst", "pax", "a/deep/name.txt", "pre", "a/old", "old"));
    try (FileTree tree = FileTree.open(file, "x")) {
      assertThat(tree.problems())
          .extracting(FileTree.Problem::toString)
          .containsExactly(
              "a/device: not a regular file", "a/link: a link; links in archives are not followed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar", "tgz", "zip"})
  void truncatedEverywhere(String form) throws IOException {
    byte[] whole = Files.readAllBytes(packed(form, some()));
    for (int length = 0; length < whole.length - 1024; length += 37) {
      Path file = Files.write(temp.resolve("part"), Arrays.copyOf(whole, length));
      try {
        assertThat(contents(file, 1 << 20).size()).isLessThanOrEqualTo(5);
        assertThat(form).isEqualTo("tar"); // only there can an end be between two files
      } catch (BadInputException e) {
        assertThat(e.getMessage()).contains("part: ").hasLineCount(1);
      }
    }
  }

  @Test
  void damagedTars() throws IOException {
    byte[] whole = Tars.tar(some());
    whole[130] ^= 1;
    Path file = Files.write(temp.resolve("x.tar"), whole);
    assertThatThrownBy(() -> contents(file, 9))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nor a ZIP or tar archive");
    byte[] second = Tars.tar(some());
    second[1024 + 130] ^= 1;
    Files.write(file, second);
    assertThatThrownBy(() -> contents(file, 9))
        .hasMessageContaining("damaged (checksum of a header)");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Tars.member(out, "a", '0', text("x"));
    Tars.member(out, "a", '0', text("y"));
    Files.write(file, out.toByteArray());
    assertThatThrownBy(() -> contents(file, 9)).hasMessageContaining("'a' occurs twice");
    byte[] name = Tars.header(text("long"), 'L', 1 << 30);
    Files.write(file, name);
    assertThatThrownBy(() -> contents(file, 9)).hasMessageContaining("a name of 1073741824 bytes");
    for (String pax : List.of("99 path=x\n", "path=x\n", "1 x\n", "12 size=-99\n")) {
      out.reset();
      Tars.member(out, "pax", 'x', text(pax));
      Tars.member(out, "a", '0', text("x"));
      Files.write(file, out.toByteArray());
      assertThatThrownBy(() -> contents(file, 9))
          .as(pax)
          .hasMessageContaining("can't be read as a tar archive: ");
    }
  }

  @Test
  void namesInRecordsBeforeAFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] latin = "14 path=a/f\u00fcr\n".getBytes(StandardCharsets.ISO_8859_1);
    Tars.member(out, "pax", 'x', latin); // as Python writes names that are no UTF-8
    Tars.member(out, "short", '0', text("1"));
    Tars.member(out, "././@LongLink", 'K', text("target\0"));
    Tars.member(out, "a/link", '2', new byte[0]);
    out.writeBytes(Tars.header(text("a/hard"), '1', 700)); // the size of its target
    Tars.member(out, "a/2", '0', text("22"));
    Path file = Files.write(temp.resolve("x.tar"), out.toByteArray());
    assertThat(contents(file, 9)).isEqualTo(Map.of("a/f\\xfcr", "1", "a/2", "22"));
    for (char type : new char[] {'x', 'L'}) {
      out.reset();
      Tars.member(out, "record", type, text(type == 'x' ? "13 path=/a/b\n" : "/a/b\0"));
      Tars.member(out, "short", '0', text("x"));
      Files.write(file, out.toByteArray());
      assertThatThrownBy(() -> contents(file, 9))
          .hasMessageContaining("is not a plain relative path");
    }
    out.reset();
    for (int i = 0; i < 100_000; i++) {
      Tars.member(out, "pax", 'x', text("7 a=bc\n"));
    }
    Files.write(file, out.toByteArray());
    assertThatThrownBy(() -> contents(file, 9)).hasMessageContaining("damaged (");
  }

  @Test
  void bombs() throws IOException {
    // A header that says more than there is, and a gzip of 70 MB of zeros behind a header.
    Path file = temp.resolve("x.tar");
    Files.write(file, Tars.header(text("a/1.jpg"), '0', 8L << 30));
    assertThatThrownBy(() -> contents(file, 1 << 20)).hasMessageContaining("Truncated TAR archive");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(Tars.header(text("a/1.jpg"), '0', 70_000_000));
    out.writeBytes(new byte[70_000_000]);
    Files.write(file, Tars.gzip(out.toByteArray()));
    assertThatThrownBy(() -> contents(file, 1 << 20))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("compressed more than 200 to 1");
  }

  @Test
  void linksInFolders() throws IOException {
    Path root = Files.createDirectories(temp.resolve("set/a"));
    Files.write(root.resolve("1.txt"), text("one"));
    Files.createSymbolicLink(root.resolve("2.txt"), root.resolve("1.txt"));
    Files.createSymbolicLink(root.resolve("loop"), root);
    Files.createSymbolicLink(root.resolve("gone.jpg"), temp.resolve("nothing"));
    try (FileTree tree = FileTree.open(temp.resolve("set"), "x")) {
      assertThat(tree.files())
          .extracting(FileTree.Entry::path)
          .containsExactly("a/1.txt", "a/2.txt");
      assertThat(tree.problems())
          .extracting(FileTree.Problem::toString)
          .containsExactly("a/gone.jpg: a broken link", "a/loop: a loop of links");
    }
  }

  @Test
  void noTreeAtAll() throws IOException {
    assertThatThrownBy(() -> FileTree.open(temp.resolve("none"), "expected x"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("none: no such file or folder; expected x in it");
    for (String content : List.of("", "x", "PK\3\4", "PK\5\6 nonsense", "\u001f\u008b")) {
      Path file = temp.resolve("file");
      Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(() -> contents(file, 9)).isInstanceOf(BadInputException.class);
    }
  }
}
