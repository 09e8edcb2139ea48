package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged and unsuitable files through the command line: one reason, in a user's words. */
class DamagedInputTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [lsh], bits: [12], seeds: [1] }
      datasets:
        d: { form: faces, people: 4, images: 8, split: { protocol: facescrub, queries: 2 } }
      """;

  @TempDir private Path folder;

  static Stream<Arguments> data() {
    return Stream.of(
        Arguments.of("a.7z", "x", "7z"),
        Arguments.of("b.mat", "MATLAB 7.3 MAT-file, Platform: GLNXA64", "-v7"),
        Arguments.of("c.mat", "MATLAB 5.0 MAT-file", "truncated"),
        Arguments.of("d.h5", "\u0089HDF\r\n\u001a\n", "HDF5"),
        Arguments.of("e.zip", "<!DOCTYPE html>", "download"),
        Arguments.of("f.zip", "PK\3\4 and then nothing", "is truncated"),
        Arguments.of("g.zip", "version https://git-lfs.github.com/spec/v1\n", "git lfs"),
        Arguments.of("h.npz", "", "empty"),
        Arguments.of("i.tar.bz2", "BZh9", "bzip2"),
        Arguments.of("j.rar", "Rar!\u001a\u0007\0", "RAR"),
        Arguments.of("k.csv", "emotion,pixels\n0,1 2 3\n", "CSV of pixels"),
        Arguments.of("l.tar.xz", "\u00fd7zXZ\0\0\4", "xz"),
        Arguments.of("m.npy", "\u0093NUMPY\1\0", "labels"),
        Arguments.of("n.pkl", "\u0080\2}q\1.", "pickle"));
  }

  private static void oneReason(Tool cli, String name, String reason) {
    assertThat(cli.code()).as(cli.err()).isEqualTo(2);
    assertThat(cli.err())
        .startsWith("ddh: ")
        .contains(name, reason)
        .doesNotContain("Exception", "java.", "null", "org.");
    assertThat(cli.err().strip().lines().count()).isLessThanOrEqualTo(2);
    String place = cli.err().substring(0, cli.err().indexOf(name) + name.length());
    assertThat(cli.err().length() - place.length()).isLessThanOrEqualTo(200);
  }

  @ParameterizedTest
  @MethodSource("data")
  void filesThatAreNoDataSet(String name, String content, String reason) throws IOException {
    Path file = Files.write(folder.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
    oneReason(Tool.of("data", "check", file.toString()), name, reason);
    for (String form : List.of("folder", "mat", "numpy", "cifar", "train-test")) {
      Tool cli = Tool.of("data", "check", file.toString(), "--form", form);
      assertThat(cli.code()).as(form + cli.err()).isEqualTo(2);
      assertThat(cli.err())
          .as(form)
          .contains(name)
          .doesNotContain("Exception", "java.", "null", "org.")
          .hasLineCount(1);
    }
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("bits: [12]", "bits: [\"12\"]", "leave out the quotes"),
        Arguments.of("bits: [12]", "bits: 12", "[12]"),
        Arguments.of("bits: [12]", "bits: [12", "a comma is missing"),
        Arguments.of("bits: [12]", "bits: [1e2]", "write it as a whole number"),
        Arguments.of("seeds: [1]", "seeds: [one]", "found one"),
        Arguments.of("people: 4", "people: '4'", "leave out the quotes"),
        Arguments.of("people: 4", "people: 4.0", "as a whole number"),
        Arguments.of("people: 4", "people: [4]", "leave out the brackets"),
        Arguments.of("  d: {", "\td: {", "a tab at the beginning"),
        Arguments.of("version: 1", "- version: 1", "indented differently"),
        Arguments.of("version: 1", "version:1", "a space is missing after the colon"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void settingsThatAreNone(String old, String changed, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("e.yaml"), YAML.replace(old, changed));
    Tool cli = Tool.of("run", "--config", file.toString(), "--profile", "p", "--dry-run");
    oneReason(cli, "e.yaml", reason);
  }
}
