package io.ddh.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.index.Indexing;
import io.ddh.app.search.QueryFiles;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResult;
import io.ddh.app.search.SearchResultText;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over real sockets on loopback. */
class ServeTest {
  private static final int BODY = 200_000;
  private static final ServerLimits LIMITS =
      new ServerLimits(4096, BODY, Duration.ofMillis(1500), Duration.ofSeconds(8), 80, 2);

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static Served served;
  private static Wire wire;

  private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
  private static final Logger LOG = Logger.getLogger(JettyServer.class.getName());

  @BeforeAll
  static void start() throws IOException {
    LOG.setUseParentHandlers(false);
    LOG.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            LOGGED.add(new SimpleFormatter().formatMessage(entry));
          }

          @Override
          public void flush() {
            // Nothing is held back.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        });
    served = Served.start(folder, LIMITS);
    wire = new Wire(served.server().port());
  }

  @AfterAll
  static void stop() throws IOException {
    served.server().close();
    assertThatThrownBy(() -> wire.get("/")).isInstanceOf(ConnectException.class);
  }

  private static Path image(int row) throws IOException {
    return served.faces().resolve(CodeIndex.open(served.index()).item(row).source());
  }

  private static SearchResult search(Path image, int k) throws IOException {
    List<SearchResult> results = new ArrayList<>();
    SearchRequest request = new SearchRequest(k, OptionalInt.empty(), OptionalInt.empty());
    new QueryFiles(served.index(), 1)
        .search(List.of(image), request, (result, bytes) -> results.add(result), line -> {});
    return results.get(0);
  }

  private static void same(Wire.Got got, SearchResult expected) throws IOException {
    assertThat(got.status()).as(got.text()).isEqualTo(200);
    JsonNode wanted = JSON.readTree(SearchResultText.json(expected));
    JsonNode found = JSON.readTree(got.text());
    assertThat(found.get("hits")).isEqualTo(wanted.get("hits"));
    assertThat(found.get("stranger")).isEqualTo(wanted.get("stranger"));
    assertThat(found.get("nearest")).isEqualTo(wanted.get("nearest"));
  }

  private static void refused(Wire.Got got, int status) throws IOException {
    assertThat(got.status()).as("%s %s", got.head(), got.text()).isEqualTo(status);
    assertThat(got.head()).contains("application/json").doesNotContain("Access-Control");
    assertThat(JSON.readTree(got.text()).get("error").asText()).isNotBlank();
  }

  private static void error(Wire.Got got, int status, String reason) throws IOException {
    refused(got, status);
    assertThat(JSON.readTree(got.text()).get("error").asText())
        .contains(reason)
        .doesNotContain("null", "Exception", "java.");
  }

  @Test
  void hitsAreThoseOfSearchRawAndAsAForm() throws IOException {
    Path image = image(6);
    byte[] content = Files.readAllBytes(image);
    same(wire.post("/search", "image/png", content), search(image, 10));
    same(wire.post("/search?k=3", "application/octet-stream", content), search(image, 3));
    byte[] form = form(content, "b0undary");
    String type = "multipart/form-data; boundary=b0undary";
    same(wire.post("/search?k=4", type, form), search(image, 4));
    String capitals = "Multipart/Form-Data; Boundary=b0undary";
    same(wire.post("/search?k=4", capitals, form), search(image, 4));
    same(chunked(content), search(image, 10));
    Wire.Got none = wire.post("/search?reject_above=0", "image/png", content);
    assertThat(JSON.readTree(none.text()).get("hits"))
        .allMatch(h -> h.get("distance").asInt() == 0);
  }

  private static Wire.Got chunked(byte[] content) throws IOException {
    return wire.send(
        wire.bytes(
            "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(content.length)
                + "\r\n"),
        content,
        wire.bytes("\r\n0\r\n\r\n"));
  }

  private static byte[] form(byte[] content, String boundary) {
    String before =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"image\"; filename=\"../../x.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n";
    String after = "\r\n--" + boundary + "--\r\n";
    byte[] out = new byte[before.length() + content.length + after.length()];
    System.arraycopy(before.getBytes(StandardCharsets.US_ASCII), 0, out, 0, before.length());
    System.arraycopy(content, 0, out, before.length(), content.length);
    byte[] end = after.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(end, 0, out, out.length - end.length, end.length);
    return out;
  }

  @Test
  void theLogSaysWhatWasAskedButNotWhoWasFound() throws Exception {
    byte[] content = Files.readAllBytes(image(6));
    wire.post("/search?k=7", "image/png", content);
    String line = "127.0.0.1 POST /search 200, " + content.length + " bytes in";
    until(() -> LOGGED.stream().anyMatch(entry -> entry.startsWith(line)));
    wire.get("/it's {0} here");
    wire.get("/it's{0}");
    until(() -> LOGGED.stream().anyMatch(entry -> entry.contains("GET /it's{0} 400")));
    assertThat(LOGGED).noneMatch(entry -> entry.contains("person-") || entry.contains("\n"));
  }

  @Test
  void thePageNeedsNothingElseAndSaysSo() throws IOException {
    Wire.Got page = wire.get("/");
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.head()).contains("Content-Security-Policy: default-src 'none'");
    assertThat(page.head()).contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store");
    assertThat(page.head()).doesNotContainIgnoringCase("jetty").doesNotContain("Server:");
    assertThat(page.text()).contains("/page.js").doesNotContain("http://", "https://", "onclick");
    assertThat(wire.get("/page.js").head()).contains("text/javascript");
    assertThat(wire.get("/page.css").head()).contains("text/css");
  }

  @Test
  void picturesComeByTheirIdsOnly() throws IOException {
    Wire.Got image = wire.get("/picture/6");
    assertThat(image.status()).isEqualTo(200);
    assertThat(ImageIO.read(new ByteArrayInputStream(image.body())).getWidth()).isEqualTo(160);
    refused(wire.get("/picture/999"), 404);
    refused(wire.get("/picture/999999999999999999"), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/picture/6/../7",
        "/picture/6;x",
        "/picture/%36",
        "/picture/-1",
        "/picture/9999999999999999999999",
        "/picture/",
        "/page.js/../page.html",
        "/page.html",
        "/search/",
        "/faces.ddhx"
      })
  void noPathIsTakenFromARequest(String path) throws IOException {
    refused(wire.get(path), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/picture/../../etc/passwd",
        "/picture/%2e%2e%2fetc%2fpasswd",
        "/picture/%2e%2e/6",
        "/picture/..;/6",
        "/picture//etc/passwd",
        "/picture/%zz",
        "//"
      })
  void ambiguousPathsAreRefused(String path) throws IOException {
    refused(wire.get(path), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/search,405",
    "DELETE,/search,405",
    "POST,/,405",
    "PUT,/picture/1,405",
    "TRACE,/,405",
    "get,/,405",
    "OPTIONS,*,404",
    "POST,/nothing,404"
  })
  void otherMethodsAreRefused(String method, String path, int status) throws IOException {
    Wire.Got got = wire.send(method + " " + path + " HTTP/1.1\r\nHost: HOST\r\n\r\n");
    refused(got, status);
    assertThat(got.head().contains("Allow: ")).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0001\u0002\u0003\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/1.1 x\r\nHost: HOST\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nHost: HOST\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\n folded: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nBad Name: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\r\nX: a\u0000b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: HOST\rX: y\r\n\r\n",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: -1\r\n\r\n",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: 1e3\r\n\r\n",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: 3\r\n"
            + "Content-Length: 4\r\n\r\nabc",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: "
            + "99999999999999999999999999999999\r\n\r\nabc",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\n\r\n",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
        "POST /search?k=0 HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx",
        "POST /search?k=1&k HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\nContent-Length: 1\r\n\r\nx"
      })
  void garbageIsRefused(String request) throws IOException {
    refused(wire.send(request), 400);
  }

  @Test
  void whatIsMissingTooLargeOrOfAnotherKindIsRefused() throws IOException {
    String head = "POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Type: image/png\r\n";
    String chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    refused(wire.send(chunked + "0\r\n\r\n"), 400);
    String chunk = Integer.toHexString(BODY / 2) + "\r\n" + "x".repeat(BODY / 2) + "\r\n";
    refused(wire.send(chunked + chunk.repeat(3)), 413);
    refused(wire.send("GET / HTTP/2.0\r\nHost: HOST\r\n\r\n"), 426);
    refused(wire.send("GET / HTTP/3.0\r\nHost: HOST\r\n\r\n"), 505);
    refused(wire.send("CONNECT HOST HTTP/1.1\r\nHost: HOST\r\n\r\n"), 405);
    refused(wire.send("GET / HTTP/1.1\r\nHost: HOST\r\nX: " + "x".repeat(5000) + "\r\n\r\n"), 431);
    refused(wire.send("GET /" + "x".repeat(9000) + " HTTP/1.1\r\nHost: HOST\r\n\r\n"), 414);
    refused(wire.post("/search", "text/plain", new byte[3]), 415);
    refused(wire.send("POST /search HTTP/1.1\r\nHost: HOST\r\nContent-Length: 1\r\n\r\nx"), 415);
    refused(wire.send(wire.head("/search", "image/png", BODY + 1)), 413);
    refused(wire.send(wire.head("/search", "image/png", Long.MAX_VALUE)), 413);
    byte[] huge = new byte[3_000_000]; // sent all the same
    refused(wire.post("/search", "image/png", huge), 413);
  }

  @Test
  void brokenImagesAndFormsAreRefused() throws IOException {
    byte[] noise = new byte[5000];
    new SplittableRandom(3).nextBytes(noise);
    refused(wire.post("/search", "image/jpeg", noise), 400);
    refused(wire.post("/search", "image/png", new byte[0]), 400);
    byte[] half = Files.readAllBytes(image(2));
    refused(wire.post("/search", "image/png", java.util.Arrays.copyOf(half, half.length / 2)), 400);
    String type = "multipart/form-data; boundary=b";
    refused(wire.post("/search", type, noise), 400);
    refused(wire.post("/search", "multipart/form-data", noise), 400);
    refused(
        wire.post("/search", type, "--b\r\n\r\n--b--".getBytes(StandardCharsets.US_ASCII)), 400);
    byte[] cut = form(half, "b");
    refused(wire.post("/search", type, java.util.Arrays.copyOf(cut, cut.length - 30)), 400);
    byte[] whole = Files.readAllBytes(image(3));
    byte[] form = form(whole, "b");
    error(wire.post("/search", "multipart/form-data", form), 400, "no boundary");
    error(wire.post("/search", "multipart/form-data; boundary=", form), 400, "no boundary");
    error(wire.post("/search", "multipart/form-data; boundary=c", form), 400, "isn't in the body");
    error(wire.post("/search", type, new byte[0]), 400, "the request body is empty");
    error(cut(wire.head("/search", type, 5000), form), 400, "breaks off after " + form.length);
    error(
        wire.post("/search", type, java.util.Arrays.copyOf(form, form.length - 7)),
        400,
        "its last boundary is missing");
    error(wire.post("/search", type, form(new byte[0], "b")), 400, "the file in the form is empty");
    byte[] none =
        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--b--\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    error(wire.post("/search", type, none), 400, "a form without a file");
    String one = new String(form, StandardCharsets.ISO_8859_1);
    String two = one.substring(0, one.lastIndexOf("--b--")) + one;
    error(
        wire.post("/search", type, two.getBytes(StandardCharsets.ISO_8859_1)),
        400,
        "a form with 2 files");
    error(wire.post("/search", "text/html", whole), 415, "Content-Type text/html; valid: image/…");
    error(wire.post("/search", "image/png", new byte[0]), 400, "the request body is empty");
  }

  /** A client that says less than it promised, and then no more. */
  private Wire.Got cut(byte[] head, byte[] body) throws IOException {
    try (Socket socket = wire.connect()) {
      socket.getOutputStream().write(head);
      socket.getOutputStream().write(body);
      socket.shutdownOutput();
      return Wire.read(socket);
    }
  }

  /** A page of another site whose name was made to point here; and one that just asks. */
  @Test
  void otherNamesAndOriginsAreRefused() throws IOException {
    refused(wire.send("GET / HTTP/1.1\r\nHost: evil.example:" + wire.port() + "\r\n\r\n"), 403);
    refused(wire.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), 403);
    refused(wire.send("GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://evil.example\r\n\r\n"), 403);
    refused(wire.send("GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: null\r\n\r\n"), 403);
    refused(
        wire.send("GET / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nOrigin: x\r\n\r\n"), 403);
    String local = "GET / HTTP/1.1\r\nHost: localhost:" + wire.port() + "\r\n\r\n";
    assertThat(wire.send(local).status()).isEqualTo(200);
  }

  /** A byte now and then doesn't put the end off. */
  @Test
  void slowClientsAreCutOffWhileOthersAreServed() throws Exception {
    long start = System.nanoTime();
    List<Socket> slow = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Socket socket = wire.connect();
      socket.getOutputStream().write(wire.bytes("GET / HTTP/1.1\r\nHo"));
      slow.add(socket);
    }
    Socket body = wire.connect();
    body.getOutputStream().write(wire.head("/search", "image/png", 1000));
    body.getOutputStream().write(new byte[10]);
    slow.add(body);
    assertThat(wire.get("/").status()).isEqualTo(200);
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofMillis(1400).toNanos());
    Thread.sleep(700);
    for (Socket socket : slow) {
      socket.getOutputStream().write('s');
    }
    refused(Wire.read(body), 408);
    for (Socket socket : slow) {
      assertThat(Wire.read(socket).status()).isZero();
      socket.close();
    }
    assertThat(System.nanoTime() - start).isBetween(1_400_000_000L, 6_000_000_000L);
  }

  @Test
  void whoPromisesMoreThanHeSendsIsToldSoAndWhoSendsMoreIsServed() throws IOException {
    byte[] content = Files.readAllBytes(image(1));
    try (Socket socket = wire.connect()) {
      socket.getOutputStream().write(wire.head("/search", "image/png", content.length + 9));
      socket.getOutputStream().write(content);
      socket.shutdownOutput();
      refused(Wire.read(socket), 400);
    }
    Wire.Got got =
        wire.send(
            wire.head("/search", "image/png", content.length),
            content,
            wire.bytes("GET /picture/1 HTTP/1.1\r\nHost: HOST\r\n\r\n"));
    same(got, search(image(1), 10));
    try (Socket socket = wire.connect()) {
      socket.shutdownOutput();
      assertThat(Wire.read(socket).status()).isZero(); // said nothing, gets nothing
    }
  }

  @Test
  void curlIsToldToGoOn() throws IOException {
    byte[] content = Files.readAllBytes(image(1));
    String head =
        new String(wire.head("/search", "image/png", content.length), StandardCharsets.US_ASCII);
    try (Socket socket = wire.connect()) {
      socket
          .getOutputStream()
          .write(wire.bytes(head.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n")));
      byte[] go = socket.getInputStream().readNBytes(25);
      assertThat(new String(go, StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      socket.getOutputStream().write(content);
      same(Wire.read(socket), search(image(1), 10));
    }
  }

  @Test
  void fiftyClientsAtOnceAllGetTheirAnswer() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Path image = image(i % 20);
      SearchResult expected = search(image, 10);
      byte[] content = Files.readAllBytes(image);
      work.add(
          () -> {
            same(wire.post("/search", "image/png", content), expected);
            return null;
          });
    }
    for (Future<Void> done : clients.invokeAll(work)) {
      done.get();
    }
    clients.shutdown();
  }

  /** A server of its own index: others count on theirs. */
  @Test
  void followsTheIndex() throws Exception {
    Path index = folder.resolve("other.ddhx");
    Files.copy(served.index(), index);
    try (FaceServer server = Served.server(index, LIMITS)) {
      Wire other = new Wire(server.port());
      byte[] content = Files.readAllBytes(image(0));
      assertThat(hits(other, content)).doesNotContain("Newcomer");
      Path person = image(0).getParent();
      try (CodeSource codes =
          Served.images(served.model(), served.faces(), Optional.of("Newcomer"), person)) {
        Indexing.add(index, "codes", codes, Progress.NONE);
      }
      until(() -> hits(other, content).contains("Newcomer"));
      Indexing.delete(
          index,
          items -> items.filter(i -> i.label().equals("Newcomer")).mapToLong(Item::id).toArray());
      until(() -> !hits(other, content).contains("Newcomer"));
      Indexing.compact(index);
      until(() -> server.size() == 20);
      assertThat(hits(other, content)).isNotEmpty();
    }
  }

  private static List<String> hits(Wire other, byte[] content) throws IOException {
    Wire.Got got = other.post("/search?k=20", "image/png", content);
    assertThat(got.status()).isEqualTo(200);
    List<String> labels = new ArrayList<>();
    JSON.readTree(got.text()).get("hits").forEach(hit -> labels.add(hit.get("label").asText()));
    return labels;
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(100);
    }
  }
}
