package io.ddh.app.serve;

import java.io.Closeable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something every second, on a thread of its own. */
final class Ticker implements Closeable {
  private final CountDownLatch end = new CountDownLatch(1);

  /**
   * Starts.
   *
   * @param work may take longer; throws nothing
   */
  Ticker(String name, Runnable work) {
    Thread thread = new Thread(() -> run(work), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Runnable work) {
    try {
      while (!end.await(1, TimeUnit.SECONDS)) {
        work.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends after what is being done. */
  @Override
  public void close() {
    end.countDown();
  }
}
