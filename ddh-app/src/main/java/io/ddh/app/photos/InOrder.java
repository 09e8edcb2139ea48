package io.ddh.app.photos;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs work on several threads and returns the results in the order of the inputs. Only a few
 * inputs are processed ahead of the result that was returned last.
 *
 * @param <T> type of an input
 * @param <R> type of a result
 */
final class InOrder<T, R> implements Iterator<R>, AutoCloseable {
  private static final int AHEAD = 4;

  private final Iterator<T> inputs;
  private final Function<T, R> work;
  private final int most;
  private final ExecutorService threads;
  private final ArrayDeque<Future<R>> running = new ArrayDeque<>();

  InOrder(Iterator<T> inputs, int threads, Function<T, R> work) {
    this.inputs = inputs;
    this.work = work;
    most = AHEAD * threads;
    this.threads = Executors.newFixedThreadPool(threads);
  }

  private void start() {
    while (running.size() < most && inputs.hasNext()) {
      T input = inputs.next();
      running.add(threads.submit(() -> work.apply(input)));
    }
  }

  @Override
  public boolean hasNext() {
    start();
    return !running.isEmpty();
  }

  @Override
  public R next() {
    start();
    try {
      return running.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException own ? own : new IllegalStateException(e);
    }
  }

  /**
   * Waits until running work has ended, so that the networks it uses can be closed. Closing a
   * network while it runs would crash the process.
   */
  @Override
  public void close() {
    try {
      do {
        threads.shutdownNow();
      } while (!threads.awaitTermination(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
