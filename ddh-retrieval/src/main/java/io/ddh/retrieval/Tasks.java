package io.ddh.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Runs numbered pieces of work on several threads, one of which is the caller's. */
final class Tasks {
  private Tasks() {}

  /**
   * Runs pieces 0 to n − 1 and returns when all are done.
   *
   * @param worker is called once per thread and returns the function that does the piece of work
   *     with a given number
   */
  static void run(int threads, int n, Supplier<IntConsumer> worker) {
    AtomicInteger next = new AtomicInteger();
    Runnable loop =
        () -> {
          int piece = next.getAndIncrement();
          if (piece < n) {
            IntConsumer own = worker.get();
            for (; piece < n; piece = next.getAndIncrement()) {
              own.accept(piece);
            }
          }
        };
    List<ForkJoinTask<?>> helpers = new ArrayList<>();
    for (int t = 1; t < Math.min(threads, n); t++) {
      helpers.add(ForkJoinPool.commonPool().submit(loop));
    }
    try {
      loop.run();
    } finally {
      helpers.forEach(ForkJoinTask::join);
    }
  }
}
