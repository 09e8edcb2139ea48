package io.ddh.data.fetch;

import io.ddh.core.BadInputException;
import io.ddh.data.fetch.Fetched.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches files whole or not at all: to {@code NAME.part}, from where it goes on the next time,
 * checked and then moved to its name. A mirror that fails is tried again, then the next one.
 */
public final class Downloader {
  /** An attempt that brought so much doesn't count: a long file over a bad line gets through. */
  private static final long PROGRESS = 1 << 20;

  private final HttpClient client;
  private final FetchLimits limits;
  private final FetchListener listener;

  /** A downloader; follows redirects, but none from https to http. */
  public Downloader(FetchLimits limits, FetchListener listener) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(limits.connect())
            .build();
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Fetches a file into a folder, made when needed; one that is there already is only checked. A
   * SHA-256 that no source names is recorded in the folder's {@code SHA256SUMS} at first use, and
   * compared from then on.
   *
   * @throws BadInputException if no mirror gives the file, or what lies there is another
   * @throws java.nio.file.FileSystemException if it can't be written, a full disk included
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
            target + ": " + wrong.get() + "; delete it to have it fetched again");
      }
      return done(file, target, digests, recorded, true);
    }
    try (PartFile part = PartFile.open(target)) {
      List<String> failures = new ArrayList<>();
      for (URI mirror : file.mirrors()) {
        Optional<String> failure = from(mirror, file, part, recorded);
        if (failure.isEmpty()) {
          FileDigests digests = FileDigests.of(part.path());
          part.finish();
          return done(file, target, digests, recorded, false);
        }
        failures.add(mirror + ": " + failure.get());
        listener.note(file.name() + ": " + mirror.getHost() + " gave up (" + failure.get() + ")");
      }
      String kept =
          part.length() > 0
              ? "; " + part.length() + " bytes are kept, the same command goes on"
              : "";
      throw new BadInputException(
          file.name() + ": can't be fetched: " + String.join("; ", failures) + kept);
    }
  }

  /** Empty: the part is whole and right; else why this mirror is given up. */
  private Optional<String> from(URI mirror, RemoteFile file, PartFile part, DigestList recorded)
      throws IOException {
    Transfer transfer = new Transfer(client, limits, listener, file, part);
    Duration pause = limits.pause();
    boolean onceMore = true;
    for (int attempt = 1; ; ) {
      long before = part.length();
      Transfer.Outcome outcome = transfer.run(mirror);
      if (outcome.kind() == Transfer.Kind.COMPLETE) {
        Optional<String> wrong = wrong(file, part.path(), FileDigests.of(part.path()), recorded);
        if (wrong.isEmpty()) {
          return wrong;
        }
        part.restart(new PartFile.Origin(mirror.toString(), ""));
        if (!outcome.joined() || !onceMore) {
          return wrong;
        }
        onceMore = false;
        listener.note(file.name() + ": the parts are of different files, from the start");
        continue;
      }
      if (outcome.kind() == Transfer.Kind.REFUSED) {
        if (part.length() > file.length().orElse(Long.MAX_VALUE)) {
          part.restart(new PartFile.Origin(mirror.toString(), ""));
        }
        return Optional.of(outcome.reason());
      }
      if (part.length() < before + PROGRESS && attempt++ >= limits.attempts()) {
        return Optional.of(outcome.reason());
      }
      listener.note(file.name() + ": " + outcome.reason() + "; trying again");
      sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }

  private static void sleep(Duration pause) throws InterruptedIOException {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static Optional<String> wrong(
      RemoteFile file, Path content, FileDigests digests, DigestList recorded) throws IOException {
    long length = Files.size(content);
    if (file.length().isPresent() && file.length().getAsLong() != length) {
      return Optional.of(length + " bytes, expected " + file.length().getAsLong());
    }
    if (file.sha256().isPresent() && !file.sha256().get().equals(digests.sha256())) {
      return Optional.of(
          "other content: SHA-256 " + digests.sha256() + ", expected " + file.sha256().get());
    }
    if (file.md5().isPresent() && !file.md5().get().equals(digests.md5())) {
      return Optional.of("other content: MD5 " + digests.md5() + ", expected " + file.md5().get());
    }
    Optional<String> first = recorded.of(file.name());
    if (file.sha256().isEmpty() && first.isPresent() && !first.get().equals(digests.sha256())) {
      return Optional.of(
          "other content than at first use: SHA-256 "
              + digests.sha256()
              + ", "
              + DigestList.NAME
              + " says "
              + first.get());
    }
    return file.hasDigest() || !isPage(content)
        ? Optional.empty()
        : Optional.of("a web page or nothing, not the file");
  }

  /** With no digest to tell: what a server or a network's login page gives for a missing file. */
  private static boolean isPage(Path content) throws IOException {
    try (InputStream in = Files.newInputStream(content)) {
      int first = in.read();
      return first < 0 || first == '<';
    }
  }

  private static Fetched done(
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
}
