package io.ddh.benchmarks.worker;

import io.ddh.core.HashMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.TrainingSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;

/**
 * A training that stands still after each epoch until the next is asked for: its progress report
 * waits. Ends with the process.
 */
final class PausedTraining {
  private static final int ENDLESS = 100_000;

  private final SynchronousQueue<Boolean> go = new SynchronousQueue<>();
  private final SynchronousQueue<Object> done = new SynchronousQueue<>();
  private final Thread thread;
  private long start;

  /**
   * Prepares the training; nothing runs yet.
   *
   * @param data without validation rows, so that an epoch is nothing but training
   * @param given settings but the epochs
   */
  PausedTraining(HashMethod method, TrainingSet data, int bits, Map<String, Object> given) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.put("epochs", ENDLESS);
    HashMethod endless = method.configure(Settings.of("worker", method.defaults(), settings));
    thread = new Thread(() -> run(endless, data, bits), "training");
    thread.setDaemon(true);
  }

  private void run(HashMethod method, TrainingSet data, int bits) {
    try {
      go.take();
      start = System.nanoTime();
      Progress pause =
          (what, epoch, total) -> {
            if (total == ENDLESS) {
              pause(Worker.since(start));
            }
          };
      method.train(data, bits, 1, pause);
      done.put(new IllegalStateException("the training ended"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      hand(e);
    }
  }

  private void pause(double seconds) {
    hand(seconds);
    try {
      go.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    start = System.nanoTime();
  }

  private void hand(Object what) {
    try {
      done.put(what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs one epoch and returns its seconds; the first also builds the network. */
  double epoch() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    try {
      go.put(true);
      Object result = done.take();
      if (result instanceof RuntimeException e) {
        throw e;
      }
      return (Double) result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
