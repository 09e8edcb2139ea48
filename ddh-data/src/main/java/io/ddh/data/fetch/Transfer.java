package io.ddh.data.fetch;

import io.ddh.core.Reason;
import java.io.IOException;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One request for a file, or for what is missing of it. */
final class Transfer {
  private final HttpClient client;
  private final FetchLimits limits;
  private final FetchListener listener;
  private final RemoteFile file;
  private final PartFile part;

  /** How a request ended. */
  enum Kind {
    /** All that the server has is here. */
    COMPLETE,
    /** Broken off; another try may help. */
    BROKEN,
    /** This mirror doesn't have the file. */
    REFUSED
  }

  /**
   * How a request ended, and why.
   *
   * @param joined true: the part that was here before is in it
   */
  record Outcome(Kind kind, String reason, boolean joined) {
    static Outcome broken(String reason) {
      return new Outcome(Kind.BROKEN, reason, false);
    }

    static Outcome refused(String reason) {
      return new Outcome(Kind.REFUSED, reason, false);
    }
  }

  Transfer(
      HttpClient client,
      FetchLimits limits,
      FetchListener listener,
      RemoteFile file,
      PartFile part) {
    this.client = client;
    this.limits = limits;
    this.listener = listener;
    this.file = file;
    this.part = part;
  }

  /**
   * Asks a mirror once.
   *
   * @throws FileSystemException if the part can't be written
   */
  Outcome run(URI mirror) throws IOException {
    long have = part.length();
    if (have > 0 && file.length().isPresent() && have == file.length().getAsLong()) {
      return new Outcome(Kind.COMPLETE, "", true);
    }
    Optional<PartFile.Origin> same =
        part.origin().filter(o -> o.address().equals(mirror.toString()));
    Optional<String> validator =
        same.map(PartFile.Origin::validator).filter(text -> !text.isEmpty());
    // Without a validator only a digest can tell whether two parts are of one file.
    boolean resume = have > 0 && (validator.isPresent() || file.hasDigest());
    try {
      HttpResponse<TimedBody> response =
          client.send(
              request(mirror, resume ? have : 0, validator.filter(v -> resume)),
              info -> new TimedBody());
      try (TimedBody body = response.body()) {
        ResponseHead answer = ResponseHead.of(response.statusCode(), response.headers());
        return receive(mirror, answer, body, resume ? have : 0, validator);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (FileSystemException e) {
      throw e; // the disk's fault, no mirror's
    } catch (IOException e) {
      return failed(e);
    }
  }

  private HttpRequest request(URI mirror, long from, Optional<String> validator) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(mirror)
            .timeout(limits.stall())
            .header("User-Agent", "ddh")
            .header("Accept-Encoding", "identity");
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
      validator.ifPresent(v -> request.header("If-Range", v));
    }
    return request.GET().build();
  }

  private Outcome failed(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return Outcome.refused("no such host");
      }
    }
    if (e instanceof HttpTimeoutException && !String.valueOf(e.getMessage()).startsWith("no ")) {
      return Outcome.broken("no answer for " + TimedBody.seconds(limits.stall()));
    }
    if (e instanceof ConnectException) {
      return Outcome.broken("no connection");
    }
    return Outcome.broken(Reason.of(e));
  }

  private Outcome receive(
      URI mirror, ResponseHead answer, TimedBody body, long asked, Optional<String> validator)
      throws IOException, InterruptedException {
    if (answer.status() == 416 && asked > 0) {
      if (answer.total().equals(OptionalLong.of(asked))) {
        return new Outcome(Kind.COMPLETE, "", true);
      }
      return startAgain(mirror, "what is here is no part of the file there");
    }
    if (answer.status() != 200 && !(answer.status() == 206 && asked > 0)) {
      String reason = "HTTP " + answer.status();
      return answer.passing() ? Outcome.broken(reason) : Outcome.refused(reason);
    }
    if (file.length().isPresent()
        && answer.total().isPresent()
        && answer.total().getAsLong() != file.length().getAsLong()) {
      return Outcome.refused(
          "has " + answer.total().getAsLong() + " bytes, expected " + file.length().getAsLong());
    }
    boolean joined = answer.status() == 206;
    if (joined) {
      boolean changed =
          validator.isPresent()
              && !answer.validator().isEmpty()
              && !answer.validator().equals(validator.get());
      if (changed || !answer.start().equals(OptionalLong.of(asked))) {
        return startAgain(mirror, changed ? "the file changed there" : "another part came");
      }
      listener.note(file.name() + ": going on at byte " + asked);
    } else {
      if (asked > 0) {
        listener.note(
            file.name() + ": from the start, the file changed or the server gives no parts");
      }
      part.restart(new PartFile.Origin(mirror.toString(), answer.validator()));
    }
    checkSpace(answer.total());
    return copy(answer.total(), body, joined);
  }

  private Outcome startAgain(URI mirror, String reason) throws IOException {
    part.restart(new PartFile.Origin(mirror.toString(), ""));
    return Outcome.broken(reason + ": from the start");
  }

  private void checkSpace(OptionalLong total) throws IOException {
    long needed = total.orElse(file.length().orElse(0)) - part.length();
    long free = Files.getFileStore(part.path()).getUsableSpace();
    if (free > 0 && needed > free) { // 0: full, or a file system that doesn't say
      throw new FileSystemException(
          part.path().toString(), null, "needs " + needed + " more bytes, " + free + " are free");
    }
  }

  private Outcome copy(OptionalLong total, TimedBody body, boolean joined)
      throws IOException, InterruptedException {
    OptionalLong expected = total.isPresent() ? total : file.length();
    long have = part.length();
    listener.received(file.name(), have, expected);
    for (List<ByteBuffer> bytes = body.next(limits.stall());
        !bytes.isEmpty();
        bytes = body.next(limits.stall())) {
      part.append(bytes);
      have = part.length();
      listener.received(file.name(), have, expected);
      if (expected.isPresent() && have > expected.getAsLong()) {
        return Outcome.refused("sent more than " + expected.getAsLong() + " bytes");
      }
    }
    if (expected.isPresent() && have < expected.getAsLong()) {
      return Outcome.broken("ended after " + have + " of " + expected.getAsLong() + " bytes");
    }
    return new Outcome(Kind.COMPLETE, "", joined);
  }
}
