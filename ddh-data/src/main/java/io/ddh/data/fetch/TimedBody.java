package io.ddh.data.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of an HTTP response, read in pieces with a time-out for each piece. This class is needed
 * because the time-outs of java.net.http only cover the response up to its headers, and because the
 * response stream of {@code java.net.http} discards bytes that have already arrived if the
 * connection breaks. At most one piece is requested in advance.
 */
final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

  /**
   * A piece of the body, or the end of the body. If the connection broke, the end holds the error.
   */
  private record Piece(List<ByteBuffer> bytes, Optional<Throwable> error) {}

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Subscription own) {
    subscription.complete(own);
    own.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, Optional.empty()));
  }

  @Override
  public void onError(Throwable error) {
    pieces.add(new Piece(List.of(), Optional.of(error)));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), Optional.empty()));
  }

  /**
   * Returns the next bytes, or empty at the end of the body.
   *
   * @throws HttpTimeoutException if no bytes arrived in time
   * @throws IOException if the connection broke
   */
  List<ByteBuffer> next(Duration timeout) throws IOException, InterruptedException {
    Piece piece = pieces.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (piece == null) {
      throw new HttpTimeoutException("no data for " + seconds(timeout));
    }
    if (piece.error().isPresent()) {
      throw new IOException(piece.error().get().getMessage(), piece.error().get());
    }
    if (!piece.bytes().isEmpty()) {
      subscription.join().request(1);
    }
    return piece.bytes();
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Override
  public void close() {
    if (subscription.isDone()) {
      subscription.join().cancel();
    }
  }
}
