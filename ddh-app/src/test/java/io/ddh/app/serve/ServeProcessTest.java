package io.ddh.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.app.DdhMain;
import io.ddh.app.cli.AllCommands;
import io.ddh.app.index.Rendered;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real model in an index, asked by {@code ddh search} and by {@code ddh serve} in its own JVM.
 */
class ServeProcessTest {
  @TempDir private Path folder;

  private static String ddh(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = AllCommands.execute(new PrintWriter(out), new PrintWriter(err), arguments);
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  /** From images to an index as a user does; the model file isn't needed afterwards. */
  private Path index(Path faces) throws IOException {
    String model = folder.resolve("faces.ddhm").toString();
    String codes = folder.resolve("faces.ddhc").toString();
    Path index = folder.resolve("faces.ddhx");
    String work = folder.resolve("work").toString();
    ddh(
        "train",
        faces.toString(),
        "-o",
        model,
        "--method",
        "lsh+lbp",
        "--hold-out",
        "1",
        "--set",
        "size=32",
        "--work",
        work);
    ddh("hash", model, faces.toString(), "-o", codes, "--work", work);
    ddh(
        "index",
        "build",
        codes,
        "-o",
        index.toString(),
        "--model",
        model,
        "--pictures",
        faces.toString());
    Files.delete(Path.of(model));
    return index;
  }

  @Test
  void servesWhatSearchFindsAndEndsAtSigterm() throws Exception {
    Path faces = folder.resolve("faces");
    Rendered.write(faces, 3, 4);
    Path index = index(faces);
    Path photo;
    try (Stream<Path> all = Files.walk(faces)) {
      photo = all.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    }
    String searched = ddh("search", index.toString(), photo.toString(), "--format", "json");
    JsonNode expected = new ObjectMapper().readTree(searched).get("hits");
    assertThat(expected.get(0).get("distance").asInt()).isZero();
    assertThat(ddh("index", "check", index.toString())).contains("undamaged, 12 faces");
    String more = ddh("index", "add", index.toString(), photo.toString(), "--label", "Ada");
    assertThat(more).contains("added 1, now 13 faces");
    ddh("index", "delete", index.toString(), "--label", "Ada", "--compact");

    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dddh.vector=off",
                "-cp",
                System.getProperty("java.class.path"),
                DdhMain.class.getName(),
                "serve",
                index.toString(),
                "--port",
                "0",
                "--work",
                folder.resolve("served").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertThat(line).startsWith("http://127.0.0.1:").contains("12 faces");
      URI search = URI.create(line.substring(0, line.indexOf(' ')) + "search");
      HttpRequest request =
          HttpRequest.newBuilder(search)
              .header("Content-Type", "image/png")
              .POST(HttpRequest.BodyPublishers.ofFile(photo))
              .build();
      String result =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString())
              .body();
      assertThat(new ObjectMapper().readTree(result).get("hits")).isEqualTo(expected);
      process.destroy(); // SIGTERM
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      String log = Files.readString(folder.resolve("served").resolve("ddh.log.0"));
      assertThat(log).contains("POST /search 200").doesNotContain("person-");
    } finally {
      process.destroyForcibly();
    }
  }
}
