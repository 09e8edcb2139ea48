package io.ddh.data.fetch;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.data.fetch.DigestList.FileDigests;
import io.ddh.data.fetch.Fetched.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Downloads files from mirrors. A file is downloaded to {@code NAME.part}, and renamed when it is
 * complete and its digest is right. An interrupted download is resumed by the same call or a later
 * one, but only if a digest is known with which the complete file can be checked. If a mirror
 * fails, it is tried a few more times before the next mirror is used.
 */
public final class Downloader {
  /**
   * An attempt that has received at least this number of bytes does not count as failed, so that
   * large files can be downloaded over unreliable connections.
   */
  private static final long PROGRESS = 1 << 20;

  private final HttpClient client;
  private final FetchLimits limits;
  private final Progress progress;
  private final Consumer<String> notes;

  /**
   * Creates a downloader. The downloader follows redirects, except from https to http.
   *
   * @param limits time-outs and number of attempts
   * @param progress receives the number of bytes downloaded so far and the length of the file; a
   *     length below 1 means that the length is unknown
   * @param notes receives messages for the user about failed attempts and mirrors
   */
  public Downloader(FetchLimits limits, Progress progress, Consumer<String> notes) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect())
            .build();
    this.limits = limits;
    this.progress = progress;
    this.notes = notes;
  }

  /**
   * Downloads a file into a folder, which is created if needed. If the file exists already, it is
   * only checked. If no SHA-256 is given, the SHA-256 of the first download is recorded in the file
   * {@code SHA256SUMS} in the folder, and later downloads are compared with it.
   *
   * @param file the file and its mirrors
   * @param folder the folder in which the file is stored
   * @return the checked file, and what its content was compared with
   * @throws BadInputException if the file can't be downloaded from any mirror, or if a file of that
   *     name with different content exists
   * @throws FileSystemException if the file can't be written, for example because the disk is full
   */
  public Fetched fetch(RemoteFile file, Path folder) throws IOException {
    Files.createDirectories(folder);
    DigestList recorded = new DigestList(folder);
    Path target = folder.resolve(file.name());
    if (Files.exists(target)) {
      FileDigests digests = FileDigests.of(target);
      Optional<String> wrong = wrong(file, target, digests, recorded);
      if (wrong.isPresent()) {
        throw new BadInputException(
            target + ": " + wrong.get() + "; delete the file to download it again");
      }
      return checked(file, target, digests, recorded, true);
    }
    try (PartFile part = PartFile.open(target)) {
      List<String> failures = new ArrayList<>();
      for (URI mirror : file.mirrors()) {
        Optional<String> failure = from(mirror, file, part, recorded);
        if (failure.isEmpty()) {
          FileDigests digests = FileDigests.of(part.path());
          part.finish();
          return checked(file, target, digests, recorded, false);
        }
        failures.add(mirror + ": " + failure.get());
        notes.accept(file.name() + ": " + mirror.getHost() + " failed (" + failure.get() + ")");
      }
      String kept = "; %d bytes are kept; run the same command again to resume the download";
      throw BadInputException.of(
          "%s: can't be downloaded: %s" + (part.length() > 0 ? kept : ""),
          file.name(),
          String.join("; ", failures),
          part.length());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /**
   * Downloads from one mirror. Returns the reason if the mirror failed, or empty if the file is
   * complete and correct.
   */
  private Optional<String> from(URI mirror, RemoteFile file, PartFile part, DigestList recorded)
      throws IOException, InterruptedException {
    Transfer transfer = new Transfer(client, limits.stall(), progress, file, part);
    Duration pause = limits.pause();
    boolean joinable = file.hasDigest() || recorded.of(file.name()).isPresent();
    for (int attempt = 1; ; ) {
      if (!joinable) {
        part.clear();
      }
      long before = part.length();
      String reason;
      try {
        transfer.run(mirror);
        Optional<String> wrong = wrong(file, part.path(), FileDigests.of(part.path()), recorded);
        if (wrong.isPresent()) {
          part.clear();
        }
        if (wrong.isEmpty() || before == 0) {
          return wrong;
        }
        reason = "the resumed download has the wrong digest, so it starts again from the beginning";
      } catch (BadInputException e) {
        if (part.length() > file.length().orElse(Long.MAX_VALUE)) {
          part.clear();
        }
        return Optional.of(e.getMessage());
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        reason = e.getMessage();
      }
      if (part.length() < before + PROGRESS && attempt++ >= limits.attempts()) {
        return Optional.of(reason);
      }
      notes.accept(file.name() + ": " + reason + "; trying again");
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
    }
  }

  /** Returns how the content differs from the expected file, or empty if it does not differ. */
  private static Optional<String> wrong(
      RemoteFile file, Path content, FileDigests digests, DigestList recorded) throws IOException {
    long length = Files.size(content);
    if (length != file.length().orElse(length)) {
      return Optional.of(length + " bytes, expected " + file.length().getAsLong());
    }
    String other = "unexpected content: SHA-256 ";
    String changed =
        "content differs from the first download, see " + DigestList.NAME + ": SHA-256 ";
    Optional<String> first =
        file.sha256().isPresent() ? Optional.empty() : recorded.of(file.name());
    Optional<String> page =
        file.hasDigest() || !isPage(content)
            ? Optional.empty()
            : Optional.of("the server sent a web page, or nothing at all, instead of the file");
    return differs(other, file.sha256(), digests.sha256())
        .or(() -> differs("unexpected content: MD5 ", file.md5(), digests.md5()))
        .or(() -> differs(changed, first, digests.sha256()))
        .or(() -> page);
  }

  private static Optional<String> differs(String what, Optional<String> expected, String found) {
    return expected.filter(e -> !e.equals(found)).map(e -> what + found + ", expected " + e);
  }

  /**
   * Returns whether the content is empty or looks like a web page, such as the login page of a
   * network. This check is used if no digest is known.
   */
  private static boolean isPage(Path content) throws IOException {
    try (InputStream in = Files.newInputStream(content)) {
      int first = in.read();
      return first < 0 || first == '<';
    }
  }

  private static Fetched checked(
      RemoteFile file, Path target, FileDigests digests, DigestList recorded, boolean present)
      throws IOException {
    Verdict verdict = Verdict.SHA256;
    if (file.sha256().isEmpty()) {
      boolean first = recorded.of(file.name()).isEmpty();
      Verdict unnamed = first ? Verdict.FIRST_USE : Verdict.RECORDED;
      verdict = file.md5().isPresent() ? Verdict.MD5 : unnamed;
      recorded.record(file.name(), digests.sha256());
    }
    return new Fetched(target, Files.size(target), digests.sha256(), verdict, present);
  }

  /**
   * One HTTP request to a mirror. The request is for a whole file or for the bytes that are still
   * missing.
   */
  private record Transfer(
      HttpClient client, Duration stall, Progress progress, RemoteFile file, PartFile part) {
    /**
     * Sends one request and returns when the server has sent everything. If some bytes were
     * received earlier, only the missing bytes are requested.
     *
     * @throws BadInputException if this mirror does not have the file
     * @throws FileSystemException if the received bytes can't be written
     * @throws IOException with a short reason if the request failed but another attempt may succeed
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
        HttpResponse<TimedBody> response = client.send(request.build(), info -> new TimedBody());
        try (TimedBody body = response.body()) {
          receive(response, body, have);
        }
      } catch (FileSystemException e) {
        throw e; // a problem of the disk, not of the mirror
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
        return new IOException("no response for " + TimedBody.seconds(stall), e);
      }
      return new IOException(e instanceof ConnectException ? "no connection" : Reason.of(e), e);
    }

    private void receive(HttpResponse<?> response, TimedBody body, long have)
        throws IOException, InterruptedException {
      int status = response.statusCode();
      boolean rest = status == 206 && have > 0;
      if (status == 416 && have > 0) {
        return; // there are no more bytes; the digest decides whether the file is complete
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
        throw new IOException("the server sent the wrong part of the file");
      }
      OptionalLong coming = response.headers().firstValueAsLong("Content-Length");
      long total =
          coming.isPresent() ? part.length() + coming.getAsLong() : file.length().orElse(-1);
      if (file.length().isPresent() && total != file.length().getAsLong()) {
        throw new BadInputException(
            "server offers " + total + " bytes, expected " + file.length().getAsLong());
      }
      checkSpace(total - part.length());
      copy(total, body);
    }

    private void checkSpace(long needed) throws IOException {
      long free = Files.getFileStore(part.path()).getUsableSpace();
      if (free > 0 && needed > free) { // 0 means full or unknown
        throw new FileSystemException(
            part.path().toString(), null, "needs " + needed + " more bytes, " + free + " are free");
      }
    }

    private void copy(long total, TimedBody body) throws IOException, InterruptedException {
      List<ByteBuffer> bytes;
      do {
        progress.report(file.name(), part.length(), total);
        bytes = body.next(stall);
        for (ByteBuffer buffer : bytes) {
          part.append(buffer);
        }
        if (total >= 0 && part.length() > total) {
          throw new BadInputException("server sent more than " + total + " bytes");
        }
      } while (!bytes.isEmpty());
      if (part.length() < total) {
        throw new IOException(
            "connection closed after " + part.length() + " of " + total + " bytes");
      }
    }
  }
}
