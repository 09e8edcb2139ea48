package io.ddh.app.serve;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResultText;
import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import io.ddh.data.draw.Bitmaps;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The service of {@code ddh serve}. {@code GET /} returns the web page, {@code POST /search}
 * returns the hits for a query image, and {@code GET /picture/ID} returns the image of the face
 * with that id. No part of a request is ever used as a file path.
 *
 * @param index returns the current state of the index
 * @param start settings of the server, such as the folder of the images and the rejection distance
 * @param hosts host names under which the server accepts requests
 * @param limits limits on the size, time and number of requests
 * @param searches has one permit for each search that may run at the same time
 */
record SearchService(
    Supplier<FaceIndex> index,
    FaceServer.Start start,
    Hosts hosts,
    ServerLimits limits,
    Semaphore searches)
    implements JettyServer.Service {
  private static final int MOST_HITS = 100;
  private static final int HITS = 10;
  private static final int SIDE = 160;
  private static final Pattern IMAGE = Pattern.compile("/picture/([0-9]{1,19})");
  private static final Pattern PARAMETER = Pattern.compile("(k|reject_above)=([0-9]{1,5})");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "/", "page.html text/html; charset=utf-8",
          "/page.js", "page.js text/javascript; charset=utf-8",
          "/page.css", "page.css text/css; charset=utf-8");

  @Override
  public void check(Request head) {
    hosts.check(head);
    String path = path(head);
    boolean search = path.equals("/search");
    if (!search && !FILES.containsKey(path) && !IMAGE.matcher(path).matches()) {
      throw new HttpException.RuntimeException(404, "no such path; valid: /, /search, /picture/ID");
    }
    if (!head.getMethod().equals(search ? "POST" : "GET")) {
      throw new HttpException.RuntimeException(
          405, "method not allowed; valid: " + (search ? "POST" : "GET"));
    }
    if (search) {
      String type = type(head);
      boolean known =
          type.startsWith("image/")
              || Set.of("application/octet-stream", "multipart/form-data").contains(type);
      if (!known) {
        throw new HttpException.RuntimeException(
            415,
            (type.isEmpty() ? "no Content-Type" : "Content-Type " + Shown.text(type))
                + "; valid: image/…, or multipart/form-data with a file");
      }
      request(head);
    }
  }

  /** The path of the request, exactly as the client sent it and not decoded. */
  private static String path(Request head) {
    return head.getHttpURI().getPath();
  }

  private static String contentType(Request head) {
    return Objects.requireNonNullElse(head.getHeaders().get(HttpHeader.CONTENT_TYPE), "");
  }

  private static String type(Request head) {
    String all = contentType(head);
    int end = all.indexOf(';');
    return (end < 0 ? all : all.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private SearchRequest request(Request head) {
    int k = HITS;
    OptionalInt reject = start.rejectAbove();
    String query = Objects.requireNonNullElse(head.getHttpURI().getQuery(), "");
    for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
      Matcher matcher = PARAMETER.matcher(pair);
      if (!matcher.matches()) {
        throw new HttpException.RuntimeException(
            400, "unknown or invalid parameter in the URL; valid: k=N, reject_above=N");
      }
      int value = Integer.parseInt(matcher.group(2));
      if (matcher.group(1).equals("k")) {
        k = value;
      } else {
        reject = OptionalInt.of(value);
      }
    }
    if (k < 1 || k > MOST_HITS) {
      throw new HttpException.RuntimeException(400, "k must be in [1, " + MOST_HITS + "]");
    }
    return new SearchRequest(k, OptionalInt.empty(), reject);
  }

  @Override
  public HttpReply respond(Request head, byte[] body) throws IOException {
    String file = FILES.get(path(head));
    if (file != null) {
      return file(file);
    }
    Matcher image = IMAGE.matcher(path(head));
    acquire();
    try {
      return image.matches() ? image(Long.parseUnsignedLong(image.group(1))) : search(head, body);
    } finally {
      searches.release();
    }
  }

  /**
   * Waits for a permit to start work that needs the processor; only a limited number of searches
   * may run at the same time.
   */
  private void acquire() {
    try {
      if (!searches.tryAcquire(limits.response().toMillis() / 2, TimeUnit.MILLISECONDS)) {
        throw new HttpException.RuntimeException(503, "too many searches at once; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpException.RuntimeException(503, "the server is shutting down", e);
    }
  }

  private static HttpReply file(String entry) throws IOException {
    String[] parts = entry.split(" ", 2);
    try (InputStream in = SearchService.class.getResourceAsStream(parts[0])) {
      return HttpReply.of(200, parts[1], in.readAllBytes()).with("Content-Security-Policy", POLICY);
    }
  }

  private HttpReply image(long id) {
    FaceIndex now = index.get();
    SourceImages from = SourceImages.of(now.index(), start.images());
    return now.index()
        .find(id)
        .flatMap(item -> from.square(item.source(), SIDE))
        .map(image -> HttpReply.of(200, "image/png", Bitmaps.png(image)))
        .orElseThrow(
            () -> new HttpException.RuntimeException(404, "no image available for that id"));
  }

  private HttpReply search(Request head, byte[] body) throws IOException {
    FaceIndex now = index.get();
    long begun = System.nanoTime();
    List<Item> faces;
    try {
      byte[] image =
          type(head).equals("multipart/form-data") ? Form.file(contentType(head), body) : body;
      if (image.length == 0) {
        throw new HttpException.RuntimeException(
            400, "the request body is empty; valid: an image file");
      }
      faces = now.hasher().codes(image, "image");
    } catch (BadInputException e) {
      throw new HttpException.RuntimeException(400, String.valueOf(e.getMessage()), e);
    }
    long hashed = System.nanoTime();
    List<String> names = faces.stream().map(Item::source).toList();
    List<Map<String, Object>> results =
        now.search(names, Item.codes(now.index().bits(), faces), request(head)).stream()
            .map(SearchResultText::object)
            .toList();
    Map<String, Object> object = results.get(0);
    if (results.size() > 1) {
      object.put("others", results.subList(1, results.size()));
    }
    object.put("hash_ms", millis(hashed - begun));
    object.put("search_ms", millis(System.nanoTime() - hashed));
    return HttpReply.json(200, object);
  }

  private static double millis(long nanos) {
    return Math.rint(nanos / 1e3) / 1e3;
  }
}
