package io.ddh.retrieval.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.npy.NpyCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what FAISS and NumPy write, kept by src/test/reference/faiss_files.py. */
class ExchangeTest {
  @TempDir private Path folder;

  record Case(String kind, int n, int bits, String hex) {}

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ExchangeTest.class.getResourceAsStream("/reference/faiss_files.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" "))
          .map(w -> new Case(w[0], Integer.parseInt(w[1]), Integer.parseInt(w[2]), w[3]));
    }
  }

  /** The rule of the script. */
  private static BinaryCodes codes(int n, int bits) {
    float[] values = new float[n * bits];
    for (int i = 0; i < n; i++) {
      for (int b = 0; b < bits; b++) {
        values[i * bits + b] = (7 * i + 3 * b + i * b) % 5 < 2 ? 1 : -1;
      }
    }
    return BinaryCodes.ofSigns(bits, values);
  }

  private static long[] ids(int n) {
    return LongStream.range(0, n).map(i -> i * 11 + 4).toArray();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theirBytesAreReadAndOursAreTheSame(Case c) throws IOException {
    BinaryCodes codes = codes(c.n, c.bits);
    Path theirs = folder.resolve("theirs");
    Files.write(theirs, HexFormat.of().parseHex(c.hex));
    Path ours = folder.resolve("ours");
    if (c.kind.equals("npy")) {
      assertThat(NpyCodes.read(theirs, OptionalInt.of(c.bits))).isEqualTo(codes);
      NpyCodes.write(ours, codes);
    } else {
      FaissIndex index =
          c.kind.equals("flat") ? FaissIndex.of(codes) : new FaissIndex(codes, ids(c.n));
      FaissIndex read = FaissIndex.read(theirs, c.bits);
      assertThat(read.codes()).isEqualTo(index.codes());
      assertThat(read.ids()).isEqualTo(index.ids());
      index.write(ours);
    }
    byte[] bytes = Files.readAllBytes(ours);
    if (c.kind.equals("mapped")) {
      // FAISS 1.7.3 leaves the code size of a map 0 and ignores it; newer ones insist on it.
      assertThat(bytes[8]).isEqualTo((byte) ((c.bits + 7) / 8));
      bytes[8] = 0;
    }
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(c.hex);
  }

  @Test
  void faissAndNumpyReadOurs() throws Exception {
    List<String> pythons = List.of("python3", "/usr/bin/python3");
    String python =
        pythons.stream()
            .filter(p -> said(p, "-c", "import faiss; print(1)").equals("1\n"))
            .findFirst()
            .orElse("");
    assumeTrue(!python.isEmpty(), "no Python with faiss here (Debian: python3-faiss)");
    BinaryCodes codes = codes(1000, 63);
    NpyCodes.write(folder.resolve("codes.npy"), codes);
    FaissIndex.of(codes).write(folder.resolve("flat"));
    new FaissIndex(codes, ids(1000)).write(folder.resolve("mapped"));
    String said =
        said(
            python,
            "src/test/reference/faiss_files.py",
            "read",
            folder.resolve("codes.npy").toString(),
            folder.resolve("flat").toString(),
            folder.resolve("mapped").toString());
    byte[] npy = Files.readAllBytes(folder.resolve("codes.npy"));
    String hex = HexFormat.of().formatHex(npy, 128, npy.length);
    String idWords = Arrays.stream(ids(1000)).mapToObj(id -> " " + id).reduce("", String::concat);
    assertThat(said.lines()).containsExactly(hex, hex, hex + idWords);
  }

  private static String said(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void cutOffFilesAreRefused(Case c) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(c.hex);
    Path file = folder.resolve("cut");
    for (int length : IntStream.of(0, 3, 20, 30, 60, bytes.length - 1).toArray()) {
      if (length < bytes.length) {
        Files.write(file, Arrays.copyOf(bytes, length));
        assertThatThrownBy(
                () -> {
                  if (c.kind.equals("npy")) {
                    NpyCodes.read(file, OptionalInt.of(c.bits));
                  } else {
                    FaissIndex.read(file, c.bits);
                  }
                })
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining("cut");
      }
    }
  }

  @Test
  void zerosAndOnesAreReadToo() throws IOException {
    Path file = folder.resolve("codes.npy");
    String head = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 12), }";
    head = head + " ".repeat(117 - head.length()) + "\n";
    byte[] bytes = new byte[128 + 24];
    byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(start, 0, bytes, 0, 10);
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, 118);
    for (int i = 0; i < 24; i++) {
      bytes[128 + i] = (byte) (codes(2, 12).bit(i / 12, i % 12) ? 1 : 0);
    }
    Files.write(file, bytes);
    assertThat(NpyCodes.read(file, OptionalInt.of(12))).isEqualTo(codes(2, 12));
    bytes[140] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> NpyCodes.read(file, OptionalInt.of(12)))
        .hasMessageContaining("value 2 in row 1");
    assertThatThrownBy(() -> NpyCodes.read(file, OptionalInt.of(11)))
        .hasMessageContaining("12 columns with --bits 11");
  }

  @Test
  void bitsBeyondTheCodeAndOtherIndexesAreRefused() throws IOException {
    Path file = folder.resolve("index");
    FaissIndex.of(codes(3, 16)).write(file);
    assertThatThrownBy(() -> FaissIndex.read(file, 12)).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> FaissIndex.read(file, 48)).hasMessageContaining("dimension 48");
    assertThat(FaissIndex.read(file, 0).codes()).isEqualTo(codes(3, 16));
    byte[] bytes = Files.readAllBytes(file);
    bytes[2] = 'w';
    Files.write(file, bytes);
    assertThatThrownBy(() -> FaissIndex.read(file, 16)).hasMessageContaining("IndexBinaryIVF");
  }

  private Path kind(String name) throws IOException {
    try (InputStream in = ExchangeTest.class.getResourceAsStream("/reference/faiss_kinds.txt")) {
      String line =
          new String(in.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .filter(l -> l.startsWith(name + " "))
              .findFirst()
              .orElseThrow();
      byte[] bytes = HexFormat.of().parseHex(line.substring(name.length() + 1));
      return Files.write(folder.resolve(name), bytes);
    }
  }

  @Test
  void idsAreThoseOfTheMap() throws IOException {
    long[] left = LongStream.range(1000, 1020).filter(id -> id < 1003 || id > 1005).toArray();
    assertThat(FaissIndex.read(kind("removed"), 0).ids()).isEqualTo(left);
    assertThat(FaissIndex.read(kind("map2"), 0).ids()[0]).isEqualTo(1001);
    assertThat(FaissIndex.read(kind("falling"), 0).ids()[0]).isEqualTo(1019 + (1L << 40));
    assertThat(FaissIndex.read(kind("removed"), 0).plain()).isFalse();
  }

  @Test
  void otherKindsAreRefusedByName() throws IOException {
    for (String name :
        List.of(
            "IndexBinaryIVF",
            "IndexBinaryHNSW",
            "IndexBinaryHash",
            "IndexBinaryMultiHash",
            "IndexBinaryFromFloat")) {
      Path file = kind(name);
      assertThatThrownBy(() -> FaissIndex.read(file, 0))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("holds an " + name + "; valid: IndexBinaryFlat");
    }
    Path floats = kind("IndexFlatL2");
    assertThatThrownBy(() -> FaissIndex.read(floats, 0)).hasMessageContaining("float vectors");
  }
}
