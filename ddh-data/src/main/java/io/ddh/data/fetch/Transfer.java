package io.ddh.data.fetch;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One request to a mirror for a file, or for its missing bytes. */
record Transfer(
    HttpClient client, Duration stall, Progress progress, RemoteFile file, PartFile part) {
  /**
   * Sends one request, for the missing bytes if the part holds some already, and returns when the
   * server has sent all that it has.
   *
   * @throws BadInputException if this mirror does not have the file
   * @throws FileSystemException if the part can't be written
   * @throws IOException with a short reason if another attempt may help
   */
  void run(URI mirror) throws IOException, InterruptedException {
    long have = part.length();
    if (file.length().equals(OptionalLong.of(have))) {
      return;
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
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        receive(response, body, have);
      }
    } catch (FileSystemException e) {
      throw e; // the disk's fault, not the mirror's
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private IOException failed(IOException e) {
    if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(UnresolvedAddressException.class::isInstance)) {
      throw new BadInputException("no such host", e);
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof HttpTimeoutException && !message.startsWith("no ")) {
      return new IOException("no response for " + seconds(), e);
    }
    return new IOException(e instanceof ConnectException ? "no connection" : Reason.of(e), e);
  }

  private void receive(HttpResponse<?> response, InputStream body, long have)
      throws IOException, InterruptedException {
    int status = response.statusCode();
    boolean rest = status == 206 && have > 0;
    if (status == 416 && have > 0) {
      return; // there are no bytes after the part; the digest tells whether it is the file
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500 && status != 501) {
      throw new IOException("HTTP " + status);
    }
    if (status != 200 && !rest) {
      throw new BadInputException("HTTP " + status);
    }
    String range = response.headers().firstValue("Content-Range").orElse("");
    boolean follows = rest && range.startsWith("bytes " + have + "-");
    if (!follows) {
      part.clear();
    }
    if (rest && !follows) {
      throw new IOException("sent another part than requested: from the start");
    }
    OptionalLong coming = response.headers().firstValueAsLong("Content-Length");
    long total = coming.isPresent() ? part.length() + coming.getAsLong() : file.length().orElse(-1);
    if (file.length().isPresent() && total != file.length().getAsLong()) {
      throw new BadInputException("has " + total + " bytes, expected " + file.length().getAsLong());
    }
    checkSpace(total - part.length());
    copy(total, body);
  }

  private void checkSpace(long needed) throws IOException {
    long free = Files.getFileStore(part.path()).getUsableSpace();
    if (free > 0 && needed > free) { // 0: full, or a file system that does not tell
      throw new FileSystemException(
          part.path().toString(), null, "needs " + needed + " more bytes, " + free + " are free");
    }
  }

  private void copy(long total, InputStream body) throws IOException, InterruptedException {
    byte[] buffer = new byte[1 << 16];
    int n;
    do {
      progress.report(file.name(), part.length(), total);
      n = read(body, buffer);
      part.append(ByteBuffer.wrap(buffer, 0, Math.max(0, n)));
      if (total >= 0 && part.length() > total) {
        throw new BadInputException("sent more than " + total + " bytes");
      }
    } while (n >= 0);
    if (part.length() < total) {
      throw new IOException("ended after " + part.length() + " of " + total + " bytes");
    }
  }

  /** Reads on another thread, with a time-out: those of java.net.http end with the head. */
  private int read(InputStream body, byte[] buffer) throws IOException, InterruptedException {
    FutureTask<Integer> read = new FutureTask<>(() -> body.read(buffer));
    try {
      CompletableFuture.runAsync(read).get(stall.toMillis(), TimeUnit.MILLISECONDS);
      return read.get();
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no data for " + seconds());
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  private String seconds() {
    return stall.toMillis() % 1000 == 0 ? stall.toSeconds() + " s" : stall.toMillis() + " ms";
  }
}
