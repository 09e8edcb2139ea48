package io.ddh.data.fetch;

import io.ddh.core.Progress;
import io.ddh.core.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** One request to a mirror for a file, or for the bytes that are missing of it. */
record Transfer(
    HttpClient client, Duration stall, Progress progress, RemoteFile file, PartFile part) {
  /** How a request ended. */
  enum Kind {
    /** The server has sent all that it has. */
    COMPLETE,
    /** Interrupted; another attempt may help. */
    BROKEN,
    /** This mirror does not have the file. */
    REFUSED
  }

  /** How a request ended, and the reason unless it is complete. */
  record Outcome(Kind kind, String reason) {}

  private static final Outcome COMPLETE = new Outcome(Kind.COMPLETE, "");

  /**
   * Sends one request, for the missing bytes if the part holds some already.
   *
   * @throws FileSystemException if the part can't be written
   */
  Outcome run(URI mirror) throws IOException, InterruptedException {
    long have = part.length();
    if (file.length().equals(OptionalLong.of(have))) {
      return COMPLETE;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(mirror)
            .timeout(stall)
            .header("User-Agent", "ddh")
            .header("Accept-Encoding", "identity");
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      HttpResponse<TimedBody> response = client.send(request.build(), info -> new TimedBody());
      try (TimedBody body = response.body()) {
        return receive(response, body, have);
      }
    } catch (FileSystemException e) {
      throw e; // the disk's fault, not the mirror's
    } catch (IOException e) {
      return failed(e);
    }
  }

  private Outcome failed(IOException e) {
    if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnresolvedAddressException.class::isInstance)) {
      return new Outcome(Kind.REFUSED, "no such host");
    }
    boolean head =
        e instanceof HttpTimeoutException && !String.valueOf(e.getMessage()).startsWith("no ");
    String other = e instanceof ConnectException ? "no connection" : Reason.of(e);
    return new Outcome(
        Kind.BROKEN, head ? "no response for " + TimedBody.seconds(stall) : other);
  }

  private Outcome receive(HttpResponse<?> response, TimedBody body, long have)
      throws IOException, InterruptedException {
    int status = response.statusCode();
    if (status == 416 && have > 0) { // nothing comes after the part; the digest decides
      return COMPLETE;
    }
    boolean rest = status == 206 && have > 0;
    if (status != 200 && !rest) {
      boolean temporary = List.of(408, 425, 429).contains(status) || status >= 500 && status != 501;
      return new Outcome(temporary ? Kind.BROKEN : Kind.REFUSED, "HTTP " + status);
    }
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (!rest || !range.startsWith("bytes " + have + "-")) {
      part.clear();
    }
    if (rest && part.length() == 0) {
      return new Outcome(Kind.BROKEN, "sent another part than requested: from the start");
    }
    OptionalLong coming = response.headers().firstValueAsLong("Content-Length");
    OptionalLong total =
        coming.isPresent() ? OptionalLong.of(part.length() + coming.getAsLong()) : file.length();
    if (file.length().isPresent() && !total.equals(file.length())) {
      return new Outcome(
          Kind.REFUSED,
          "has " + total.getAsLong() + " bytes, expected " + file.length().getAsLong());
    }
    checkSpace(total.orElse(0) - part.length());
    return copy(total.orElse(-1), body);
  }

  private void checkSpace(long needed) throws IOException {
    long free = Files.getFileStore(part.path()).getUsableSpace();
    if (free > 0 && needed > free) { // 0: full, or a file system that does not tell
      throw new FileSystemException(
          part.path().toString(), null, "needs " + needed + " more bytes, " + free + " are free");
    }
  }

  private Outcome copy(long total, TimedBody body) throws IOException, InterruptedException {
    List<ByteBuffer> bytes;
    do {
      progress.report(file.name(), part.length(), total);
      bytes = body.next(stall);
      part.append(bytes);
      if (total >= 0 && part.length() > total) {
        return new Outcome(Kind.REFUSED, "sent more than " + total + " bytes");
      }
    } while (!bytes.isEmpty());
    return part.length() < total
        ? new Outcome(Kind.BROKEN, "ended after " + part.length() + " of " + total + " bytes")
        : COMPLETE;
  }
}
