package io.ddh.app.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A page of headless Chromium, driven over its DevTools protocol by the JDK's own WebSocket. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /** The program, if this machine has it. */
  static Optional<Path> installed() {
    List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (String name : names) {
        Path file = Path.of(folder, name);
        if (Files.isExecutable(file)) {
          return Optional.of(file);
        }
      }
    }
    return Optional.empty();
  }

  /** Starts it with an empty page. */
  Chromium(Path program, Path profile) throws Exception {
    ProcessBuilder start =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--window-size=1000,900",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    start.environment().put("TMPDIR", profile.toString()); // goes with the profile
    process = start.start();
    Path told = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + LONG.toNanos();
    while (!Files.exists(told) || Files.readAllLines(told).size() < 2) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IOException(program + " doesn't start");
      }
      Thread.sleep(100);
    }
    HttpClient http = HttpClient.newHttpClient();
    URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(told).get(0) + "/json/list");
    String pages =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    String page = "";
    for (JsonNode each : JSON.readTree(pages)) {
      page =
          each.get("type").asText().equals("page")
              ? each.get("webSocketDebuggerUrl").asText()
              : page;
    }
    socket = http.newWebSocketBuilder().buildAsync(URI.create(page), new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "DOM")) {
      send(domain + ".enable", Map.of());
    }
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        receive(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }

  private void receive(String message) {
    try {
      JsonNode node = JSON.readTree(message);
      if (node.has("id")) {
        waiting.remove(node.get("id").asInt()).complete(node);
      } else {
        events.add(node);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a command and returns its result. */
  JsonNode send(String method, Map<String, ?> parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(text, true).get(LONG.toSeconds(), TimeUnit.SECONDS);
    JsonNode got = answer.get(LONG.toSeconds(), TimeUnit.SECONDS);
    if (got.has("error")) {
      throw new IOException(method + ": " + got.get("error"));
    }
    return got.get("result");
  }

  /** Evaluates an expression, promises too, and returns its value as text. */
  String evaluate(String expression) throws Exception {
    JsonNode got =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (got.has("exceptionDetails")) {
      throw new IOException(expression + ": " + got.get("exceptionDetails"));
    }
    return got.get("result").path("value").asText();
  }

  /** Waits until an expression has a value. */
  void await(String expression, String value) throws Exception {
    long end = System.nanoTime() + LONG.toNanos();
    String found = evaluate(expression);
    while (!found.equals(value)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(expression + " is " + found + ", not " + value);
      }
      Thread.sleep(50);
      found = evaluate(expression);
    }
  }

  /** Puts a file into a file input, as its dialogue does. */
  void choose(String selector, Path file) throws Exception {
    int root = send("DOM.getDocument", Map.of()).get("root").get("nodeId").asInt();
    JsonNode input = send("DOM.querySelector", Map.of("nodeId", root, "selector", selector));
    send(
        "DOM.setFileInputFiles",
        Map.of("nodeId", input.get("nodeId").asInt(), "files", List.of(file.toString())));
  }

  /** Presses and releases a key. */
  void press(String key, int code, String text) throws Exception {
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> event =
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyDown") ? text : "");
      send("Input.dispatchKeyEvent", event);
    }
  }

  /** Events of a kind so far. */
  List<JsonNode> events(String method) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode event : events) {
      if (event.get("method").asText().equals(method)) {
        found.add(event.get("params"));
      }
    }
    return found;
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle each : all) {
      each.onExit().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
    }
  }
}
