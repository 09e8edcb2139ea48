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
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A response's body whose reader waits for the next bytes only so long: the time-outs of
 * java.net.http end where the body begins. At most one piece is asked for ahead.
 */
final class TimedBody implements BodySubscriber<TimedBody>, AutoCloseable {
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();

  /** Bytes, or why there are no more of them: the end, or an error. */
  private record Signal(List<ByteBuffer> bytes, Optional<Throwable> error) {}

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription own) {
    if (subscription.compareAndSet(null, own)) {
      own.request(1);
    } else {
      own.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    signals.add(new Signal(bytes, Optional.empty()));
  }

  @Override
  public void onError(Throwable error) {
    signals.add(new Signal(List.of(), Optional.of(error)));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(List.of(), Optional.empty()));
  }

  /**
   * The next bytes; empty at the end.
   *
   * @throws HttpTimeoutException if none came in time
   * @throws IOException if the connection broke
   */
  List<ByteBuffer> next(Duration timeout) throws IOException, InterruptedException {
    Signal signal = signals.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    if (signal == null) {
      throw new HttpTimeoutException("no data for " + seconds(timeout));
    }
    if (signal.error().isPresent()) {
      Throwable error = signal.error().get();
      throw new IOException(error.getMessage() == null ? error.toString() : error.getMessage());
    }
    if (!signal.bytes().isEmpty()) {
      subscription.get().request(1);
    }
    return signal.bytes();
  }

  static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  @Override
  public void close() {
    Flow.Subscription own = subscription.get();
    if (own != null) {
      own.cancel();
    }
  }
}
