package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh data get} and {@code list} end to end, from a server on loopback. */
class DataGetCommandTest {
  private static final List<String> DIGITS =
      List.of(
          "train-images-idx3-ubyte.gz",
          "train-labels-idx1-ubyte.gz",
          "t10k-images-idx3-ubyte.gz",
          "t10k-labels-idx1-ubyte.gz");

  @TempDir Path folder;
  private final Map<String, byte[]> served = new HashMap<>();
  private FileServer server;

  @BeforeEach
  void serve() throws IOException {
    server = new FileServer(served);
    served.put(DIGITS.get(0), idx(new int[] {40, 5, 5}, 256));
    served.put(DIGITS.get(1), idx(new int[] {40}, 10));
    served.put(DIGITS.get(2), idx(new int[] {20, 5, 5}, 256));
    served.put(DIGITS.get(3), idx(new int[] {20}, 10));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] idx(int[] sizes, int values) throws IOException {
    int length = 1;
    for (int size : sizes) {
      length *= size;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + length);
    bytes.putInt(0x0800 + sizes.length);
    for (int size : sizes) {
      bytes.putInt(size);
    }
    Random random = new Random(length);
    while (bytes.hasRemaining()) {
      bytes.put((byte) random.nextInt(values));
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes.array());
    }
    return packed.toByteArray();
  }

  private Path catalogue() throws IOException {
    StringBuilder yaml = new StringBuilder("version: 1\nsets:\n  digits:\n    title: Digits\n");
    yaml.append("    home: nowhere\n    use: { form: idx, path: \".\" }\n    files:\n");
    for (String name : DIGITS) {
      yaml.append("      - name: ").append(name).append("\n        mirrors:\n");
      yaml.append("          - ").append(address("missing/")).append(name).append('\n');
      yaml.append("          - ").append(address("")).append(name).append('\n');
    }
    yaml.append("on-request:\n  kept: { title: Kept, ask: Jane Doe }\n");
    return Files.writeString(folder.resolve("list.yaml"), yaml);
  }

  private String address(String below) {
    return server.address() + below;
  }

  private Tool get(String... more) throws IOException {
    String list = catalogue().toString();
    List<String> start = List.of("data", "get", "--catalogue", list, "--to", to().toString());
    return Tool.of(Stream.concat(start.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private Path to() {
    return folder.resolve("sets");
  }

  private Tool list() throws IOException {
    return Tool.of("data", "list", "--catalogue", catalogue().toString(), "--to", to().toString());
  }

  @Test
  void whatIsFetchedIsReadByTheLineThatIsPrinted() throws IOException {
    assertThat(list().out()).contains("not here (4 files): ddh data get digits", "Jane Doe");
    Tool get = get("digits");
    assertThat(get.err()).isEmpty();
    assertThat(get.code()).isZero();
    assertThat(get.out())
        .contains("HTTP 404", "not verified, since no digest is published; SHA-256 ", "recorded");
    String marker = "for experiments.yaml: ";
    String line = get.out().substring(get.out().indexOf(marker) + marker.length()).strip();
    Path yaml =
        Files.writeString(
            folder.resolve("e.yaml"),
            "version: 1\nprofiles:\n"
                + "  p: { datasets: [digits], methods: [lsh+pixels], bits: [8], seeds: [1] }\n"
                + "datasets:\n  "
                + line
                + "\n");
    Tool run =
        Tool.of(
            "run",
            "--config",
            yaml.toString(),
            "--profile",
            "p",
            "--results",
            folder.resolve("results").toString(),
            "--work",
            folder.resolve("work").toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("1 cells done"); // of noise, whose codes count as collapsed
    assertThat(list().out()).contains("here: " + to().resolve("digits") + " (4 files)");
  }

  @Test
  void whatIsThereIsCheckedAndNotFetchedAgain() throws IOException {
    assertThat(get("digits").code()).isZero();
    served.clear();
    Tool again = get("digits");
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains(", already there", "as recorded in SHA256SUMS at first use");
    Path first = to().resolve("digits").resolve(DIGITS.get(0));
    Files.write(first, new byte[] {1, 2, 3});
    Tool altered = get("digits");
    assertThat(altered.code()).isEqualTo(2);
    assertThat(altered.err().lines()).hasSize(1);
    assertThat(altered.err()).contains(first.toString(), "content differs from the first download");
  }

  @Test
  void aFailureIsOneLineAndTheNextCallGoesOn() throws IOException {
    byte[] labels = served.remove(DIGITS.get(3));
    Tool failed = get("digits", "--attempts", "1");
    assertThat(failed.code()).isEqualTo(2);
    assertThat(failed.err().lines()).hasSize(1);
    assertThat(failed.err()).startsWith("ddh: " + DIGITS.get(3) + ": can't be downloaded: ");
    assertThat(list().out()).contains("begun: ", "(3 of 4 files)");
    served.put(DIGITS.get(3), labels);
    assertThat(get("digits").code()).isZero();
  }

  @Test
  void namesAreCheckedBeforeAnythingIsFetched() throws IOException {
    Tool asked = get("digits", "kept");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.err()).contains("no program may download it: Jane Doe");
    assertThat(get("digits", "digit").err()).contains("did you mean 'digits'?");
    assertThat(get("digits", "--attempts", "0").err()).contains("--attempts");
    assertThat(get("digits", "--stall", "0").err()).contains("--stall");
    assertThat(Files.exists(to())).isFalse();
  }
}
