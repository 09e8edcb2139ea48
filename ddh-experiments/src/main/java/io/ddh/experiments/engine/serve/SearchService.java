package io.ddh.experiments.engine.serve;

import io.ddh.data.BadInputException;
import io.ddh.data.BinaryCodes;
import io.ddh.data.Images;
import io.ddh.experiments.engine.Answer;
import io.ddh.experiments.engine.AnswerText;
import io.ddh.experiments.engine.Ask;
import io.ddh.experiments.engine.FaceIndex;
import io.ddh.experiments.engine.PictureHasher;
import io.ddh.experiments.engine.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server answers: {@code GET /} the page, {@code POST /search} hits of a picture, {@code
 * GET /picture/ID} a picture of the index by its id. Nothing of a request is ever taken for a path.
 */
final class SearchService implements SmallServer.Service {
  private static final int MOST_HITS = 100;
  private static final int HITS = 10;
  private static final int SIDE = 160;
  private static final Pattern PICTURE = Pattern.compile("/picture/([0-9]{1,18})");
  private static final Pattern PARAMETER = Pattern.compile("(k|reject_above)=([0-9]{1,5})");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "/", "page.html text/html; charset=utf-8",
          "/page.js", "page.js text/javascript; charset=utf-8",
          "/page.css", "page.css text/css; charset=utf-8");

  private final Supplier<FaceIndex> index;
  private final Optional<Path> pictures;
  private final OptionalInt rejectAbove;
  private final Supplier<Hosts> hosts;
  private final Semaphore searches;
  private final Limits limits;

  /**
   * Serves.
   *
   * @param index as it is now
   * @param pictures folder, if the user names one
   * @param rejectAbove instead of the index's own
   */
  SearchService(
      Supplier<FaceIndex> index,
      Optional<Path> pictures,
      OptionalInt rejectAbove,
      Supplier<Hosts> hosts,
      Limits limits) {
    this.index = index;
    this.pictures = pictures;
    this.rejectAbove = rejectAbove;
    this.hosts = hosts;
    this.limits = limits;
    this.searches = new Semaphore(limits.searches(), true);
  }

  @Override
  public void check(Request head) throws Refusal {
    hosts.get().check(head);
    boolean search = head.path().equals("/search");
    if (!search && !FILES.containsKey(head.path()) && !PICTURE.matcher(head.path()).matches()) {
      throw new Refusal(404, "nothing here; valid: /, /search, /picture/ID");
    }
    if (!head.method().equals(search ? "POST" : "GET")) {
      throw new Refusal(405, "valid: " + (search ? "POST" : "GET"));
    }
    if (search) {
      String type = type(head);
      boolean known =
          type.startsWith("image/")
              || Set.of("application/octet-stream", "multipart/form-data").contains(type);
      if (!known) {
        throw new Refusal(
            415, "send a picture: Content-Type image/…, or multipart/form-data with a file");
      }
      ask(head);
    }
  }

  private static String type(Request request) {
    String all = request.header("content-type").orElse("");
    int end = all.indexOf(';');
    return (end < 0 ? all : all.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private Ask ask(Request request) throws Refusal {
    int k = HITS;
    OptionalInt reject = rejectAbove;
    for (String pair : request.query().isEmpty() ? new String[0] : request.query().split("&")) {
      Matcher matcher = PARAMETER.matcher(pair);
      if (!matcher.matches()) {
        throw new Refusal(400, "valid after the question mark: k=N, reject_above=N");
      }
      int value = Integer.parseInt(matcher.group(2));
      if (matcher.group(1).equals("k")) {
        k = value;
      } else {
        reject = OptionalInt.of(value);
      }
    }
    if (k < 1 || k > MOST_HITS) {
      throw new Refusal(400, "k must be in [1, " + MOST_HITS + "]");
    }
    return new Ask(k, OptionalInt.empty(), reject);
  }

  @Override
  public Reply answer(Request request) throws Refusal {
    String file = FILES.get(request.path());
    if (file != null) {
      return file(file);
    }
    Matcher picture = PICTURE.matcher(request.path());
    return bounded(
        () -> picture.matches() ? picture(Long.parseLong(picture.group(1))) : search(request));
  }

  /** Work that takes the processor. */
  @FunctionalInterface
  private interface Work {
    Reply run() throws Refusal;
  }

  private Reply bounded(Work work) throws Refusal {
    try {
      if (!searches.tryAcquire(limits.answer().toMillis() / 2, TimeUnit.MILLISECONDS)) {
        throw new Refusal(503, "too many searches at once; try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "shutting down", e);
    }
    try {
      return work.run();
    } finally {
      searches.release();
    }
  }

  private static Reply file(String entry) {
    String[] parts = entry.split(" ", 2);
    try (InputStream in = SearchService.class.getResourceAsStream(parts[0])) {
      Reply reply = new Reply(200, parts[1], Map.of(), in.readAllBytes());
      return reply.with("Content-Security-Policy", POLICY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply picture(long id) throws Refusal {
    FaceIndex now = index.get();
    Pictures from = Pictures.of(now.index(), pictures);
    return now.index()
        .find(id)
        .flatMap(item -> from.png(item.source(), SIDE))
        .map(png -> new Reply(200, "image/png", Map.of(), png))
        .orElseThrow(() -> new Refusal(404, "no picture at hand of that id"));
  }

  private Reply search(Request request) throws Refusal {
    byte[] picture =
        type(request).equals("multipart/form-data")
            ? Multipart.file(request.header("content-type").orElse(""), request.body())
            : request.body();
    FaceIndex now = index.get();
    long start = System.nanoTime();
    BinaryCodes code;
    try {
      PictureHasher hasher = now.hasher();
      Images prepared = hasher.prepare(picture, "picture");
      synchronized (hasher) { // one picture's network uses all cores, and need not bear company
        code = hasher.encode(prepared);
      }
    } catch (BadInputException e) {
      throw new Refusal(400, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long hashed = System.nanoTime();
    Answer answer = now.ask(List.of("picture"), code, ask(request)).get(0);
    Map<String, Object> object = AnswerText.object(answer);
    object.put("hash_ms", millis(hashed - start));
    object.put("search_ms", millis(System.nanoTime() - hashed));
    return Reply.json(200, object);
  }

  private static double millis(long nanos) {
    return Math.rint(nanos / 1e3) / 1e3;
  }
}
