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
 * Downloads files from mirrors. A file arrives in {@code NAME.part} and gets its name when it is
 * complete and its digest is right. A download that was interrupted is resumed, by this call or a
 * later one, if a digest is known that can tell whether the parts belong together. A mirror that
 * fails is tried again, then the next one.
 */
public final class Downloader {
  /**
   * An attempt that received this many bytes is not counted, so that long files arrive over slow
   * lines.
   */
  private static final long PROGRESS = 1 << 20;

  private final HttpClient client;
  private final FetchLimits limits;
  private final Progress progress;
  private final Consumer<String> notes;

  /**
   * A downloader. It follows redirects, except from https to http.
   *
   * @param limits time-outs and number of attempts
   * @param progress gets the bytes of a file received so far and its length; a length below 1 is
   *     unknown
   * @param notes gets lines for the user: attempts and mirrors that failed
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
   * Downloads a file into a folder, which is created if needed. A file that is there already is
   * only checked. A SHA-256 that no source names is recorded in the folder's {@code SHA256SUMS} at
   * the first download, and compared from then on.
   *
   * @param file the file and its mirrors
   * @param folder where the file is put
   * @return the file and what its content was compared with
   * @throws BadInputException if no mirror has the file, or another file of that name is there
   * @throws FileSystemException if it can't be written, for example on a full disk
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
            target + ": " + wrong.get() + "; delete it to have it downloaded again");
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
      String kept = "; %d bytes are kept, the same command resumes the download";
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

  /** Tries one mirror. Empty if the part is complete and right, else why the mirror failed. */
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
        reason = "the parts are of different files, from the start";
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

  /** Why the content is not that of the file; empty if it is. */
  private static Optional<String> wrong(
      RemoteFile file, Path content, FileDigests digests, DigestList recorded) throws IOException {
    long length = Files.size(content);
    if (length != file.length().orElse(length)) {
      return Optional.of(length + " bytes, expected " + file.length().getAsLong());
    }
    String other = "other content: SHA-256 ";
    String changed = "other content than at first use, see " + DigestList.NAME + ": SHA-256 ";
    Optional<String> first =
        file.sha256().isPresent() ? Optional.empty() : recorded.of(file.name());
    Optional<String> page =
        file.hasDigest() || !isPage(content)
            ? Optional.empty()
            : Optional.of("a web page or nothing, not the file");
    return differs(other, file.sha256(), digests.sha256())
        .or(() -> differs("other content: MD5 ", file.md5(), digests.md5()))
        .or(() -> differs(changed, first, digests.sha256()))
        .or(() -> page);
  }

  private static Optional<String> differs(String what, Optional<String> expected, String found) {
    return expected.filter(e -> !e.equals(found)).map(e -> what + found + ", expected " + e);
  }

  /** What a server or a network's login page sends instead of a file; used without a digest. */
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

  /** One request to a mirror for a file, or for its missing bytes. */
  private record Transfer(
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
        HttpResponse<TimedBody> response = client.send(request.build(), info -> new TimedBody());
        try (TimedBody body = response.body()) {
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
        return new IOException("no response for " + TimedBody.seconds(stall), e);
      }
      return new IOException(e instanceof ConnectException ? "no connection" : Reason.of(e), e);
    }

    private void receive(HttpResponse<?> response, TimedBody body, long have)
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
      long total =
          coming.isPresent() ? part.length() + coming.getAsLong() : file.length().orElse(-1);
      if (file.length().isPresent() && total != file.length().getAsLong()) {
        throw new BadInputException(
            "has " + total + " bytes, expected " + file.length().getAsLong());
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

    private void copy(long total, TimedBody body) throws IOException, InterruptedException {
      List<ByteBuffer> bytes;
      do {
        progress.report(file.name(), part.length(), total);
        bytes = body.next(stall);
        for (ByteBuffer buffer : bytes) {
          part.append(buffer);
        }
        if (total >= 0 && part.length() > total) {
          throw new BadInputException("sent more than " + total + " bytes");
        }
      } while (!bytes.isEmpty());
      if (part.length() < total) {
        throw new IOException("ended after " + part.length() + " of " + total + " bytes");
      }
    }
  }
}
