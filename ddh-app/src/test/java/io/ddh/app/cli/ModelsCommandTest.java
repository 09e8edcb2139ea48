package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh models} end to end: from a server on loopback, from files and archives. */
class ModelsCommandTest {
  @TempDir Path folder;
  private final Map<String, byte[]> served = new HashMap<>();
  private final byte[] content = new byte[100_000];
  private FileServer server;
  private Path models;

  /** The folder has a list with the network "own", which needs no conversion. */
  @BeforeEach
  void serve() throws IOException {
    server = new FileServer(served);
    new Random(1).nextBytes(content);
    served.put("own.onnx", content);
    models = Files.createDirectory(folder.resolve("models"));
    describe(true);
  }

  private void describe(boolean free) throws IOException {
    String json =
        """
        [{"name": "own", "title": "Ours", "kind": "embedding", "format": "onnx", "home": "example",
          "terms": {"licence": "for research", "free": FREE, "training": "nothing", "trainedOn": []},
          "files": [{"name": "own.onnx", "bytes": 100000, "sha256": "SHA",
            "sources": ["HOSTmissing/own.onnx", "HOSTown.onnx"], "tried": false}],
          "input": {"side": 8, "order": "planes", "colours": "rgb", "mean": 0, "divide": 1},
          "output": {"shapes": [[6]], "template": "arcface", "distance": "cosine"}}]
        """;
    Files.writeString(
        models.resolve("models.json"),
        json.replace("FREE", String.valueOf(free))
            .replace("SHA", Sha256.hex(content))
            .replace("HOST", server.address()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Tool models(String command, String... more) {
    Stream<String> start = Stream.of("models", command, "--dir", models.toString());
    return Tool.of(Stream.concat(start, Stream.of(more)).toArray(String[]::new));
  }

  private static void refused(Tool tool, String... parts) {
    assertThat(tool.err()).contains(parts).hasLineCount(1);
    assertThat(tool.code()).isEqualTo(2);
  }

  @Test
  void whatIsDownloadedIsListedAndStaysWhileItIsIntact() throws IOException {
    assertThat(models("list").out())
        .contains("not stored here; next: ddh models get own")
        .contains("own.onnx (100.0 kB), addresses untried, from example")
        .contains("arcface-r50", "needs --accept-licence", "training data: ", "FaceScrub");
    refused(models("check"), "there is no network in this folder; next: ddh models get");
    Files.createDirectory(models.resolve("own.download"));
    Files.write(models.resolve("own.download/own.onnx.part"), Arrays.copyOf(content, 40_000));
    Tool get = models("get", "own");
    assertThat(get.err()).isEmpty();
    assertThat(get.out()).contains("HTTP 404", "licence: for research");
    assertThat(models.resolve("own.onnx")).hasBinaryContent(content);
    assertThat(models.resolve("own.download")).doesNotExist();
    assertThat(models("list").out()).contains("here, SHA-256 " + Sha256.hex(content));
    served.clear();
    assertThat(models("get", "own").out()).contains("own  already there");

    Files.write(models.resolve("own.onnx"), new byte[100_000]);
    refused(models("check"), "own.onnx: damaged or replaced", "next: ddh models get own");
    refused(models("get", "own"), "own.onnx: can't be downloaded", "HTTP 404");
    served.put("own.onnx", content);
    assertThat(models("get", "own").code()).isZero();
    refused(models("check", "own"), "own.onnx: ONNX Runtime can't run this file");
  }

  @Test
  void otherContentIsRefusedAndNothingIsStored() {
    served.put("own.onnx", new byte[100_000]);
    refused(models("get", "own"), "own.onnx: can't be downloaded", "unexpected content: SHA-256 ");
    assertThat(models.resolve("own.onnx")).doesNotExist();
    refused(models("get", "own", "dlib"), "unknown network 'dlib'; valid: ");
    refused(
        models("get", "--accept-licence", "arcface-r50"),
        "download the network from",
        "ddh models import");
    served.put("own.onnx", content);
    refused(models("get", "--accept-licence", "arcface-r50", "own"), "download the network from");
    assertThat(models.resolve("own.onnx")).hasBinaryContent(content);
  }

  @Test
  void aLicenceThatRestrictsTheUseMustBeAccepted() throws IOException {
    describe(false);
    String file = Files.write(folder.resolve("any.bin"), content).toString();
    String message = "own: the licence restricts the use: for research; next: ";
    refused(models("get", "own"), message);
    refused(models("import", file), message);
    assertThat(models.resolve("own.onnx")).doesNotExist();
    assertThat(models("import", "--accept-licence", file).code()).isZero();
    Files.delete(models.resolve("own.onnx"));
    assertThat(models("get", "--accept-licence", "own").code()).isZero();
    assertThat(models.resolve("own.onnx")).hasBinaryContent(content);
  }

  @Test
  void filesFoldersAndArchivesAreImported() throws IOException {
    Path below = Files.createDirectories(folder.resolve("a/b"));
    Path renamed = Files.write(folder.resolve("renamed"), content);
    Path inFolder = Files.write(below.resolve("own.onnx"), content);
    Path zip = folder.resolve("x.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("buffalo/own.onnx"));
      out.write(content);
    }
    Path tgz = Files.write(folder.resolve("x.tgz"), tgz("package/own.onnx", content));
    for (Path path : new Path[] {renamed, inFolder, below.getParent(), zip, tgz}) {
      Tool tool = models("import", path.toString());
      assertThat(tool.err()).isEmpty();
      assertThat(tool.out()).contains("own  " + models.resolve("own.onnx"));
      assertThat(models.resolve("own.onnx")).hasBinaryContent(content);
      Files.delete(models.resolve("own.onnx"));
    }
  }

  private static byte[] tgz(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length);
      out.putArchiveEntry(entry);
      out.write(content);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void whatCanNotBeImportedIsNamedAndTheRestGoesOn() throws IOException {
    byte[] changed = content.clone();
    changed[5]++;
    Path damaged =
        Files.write(Files.createDirectory(folder.resolve("d")).resolve("own.onnx"), changed);
    Path text = Files.writeString(folder.resolve("readme.txt"), "no network");
    byte[] packed = tgz("own.onnx", content);
    Path cut = Files.write(folder.resolve("cut.tgz"), Arrays.copyOf(packed, packed.length / 2));
    Path part = Files.writeString(folder.resolve("face_recognition_model.bin"), "cut");
    Path right = Files.write(folder.resolve("right"), content);
    Tool tool =
        models(
            "import", damaged + "", text + "", folder + "/none", cut + "", part + "", right + "");
    assertThat(tool.code()).isEqualTo(2);
    assertThat(tool.out().lines()).containsExactly("own  " + models.resolve("own.onnx"));
    assertThat(tool.err().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).contains("d/own.onnx: not the published file, or damaged: "),
            line -> assertThat(line).contains("readme.txt: no published file of a network"),
            line -> assertThat(line).contains("none: no such file or folder"),
            line -> assertThat(line).contains("cut.tgz", "truncated"),
            line -> assertThat(line).contains("face_recognition_model.bin: not the published"));
  }

  @Test
  void aFolderInPlaceOfAFileIsRefused() throws IOException {
    Files.createDirectories(models.resolve("own.onnx"));
    Path file = Files.write(folder.resolve("any.bin"), content);
    refused(models("import", file.toString()), "own.onnx: can't be written: a folder");
    refused(models("check"), "own.onnx: ", "next: ddh models get own");
    refused(Tool.of("models", "list", "--dir", file.toString()), "any.bin: is a file; valid: ");
  }

  @Test
  void theRealFilesAreImportedAndRun() {
    String root = System.getenv("DDH_DATA");
    assumeTrue(root != null, "DDH_DATA is not set: the published networks are not tested");
    Path real = Path.of(root, "models");
    assumeTrue(Files.isDirectory(real), real + " is missing: the networks are not tested");
    Tool tool = models("import", real.toString());
    assertThat(tool.err()).isEmpty();
    assertThat(tool.out()).hasLineCount(3);
    Tool check = models("check");
    assertThat(check.err()).isEmpty();
    assertThat(check.out())
        .contains("runs, returns [[2304, 16], [2304, 1]]", "[[896, 16], [896, 1]]", "[[128]]");
  }
}
