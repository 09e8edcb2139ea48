package io.ddh.model.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread for many short tasks. The thread runs one task at a time and serves one caller at a
 * time. After a task, the thread stays awake for a moment, because the next task usually follows at
 * once; then it sleeps. After a second without work, the thread ends; it is started again when
 * needed, so it never has to be closed.
 */
final class LaneThread {
  private static final int NONE = 0; // no thread
  private static final int FREE = 1; // the thread waits for a task
  private static final int BUSY = 2; // the thread has a task

  private static final long AWAKE_NANOS = 300_000;
  private static final long PATIENCE_NANOS = 300_000; // a caller waits awake this long
  private static final long IDLE_NANOS = 1_000_000_000;

  private final AtomicInteger state = new AtomicInteger(NONE);
  private Runnable task = () -> {}; // written before BUSY, read after
  private Optional<Throwable> thrown = Optional.empty(); // written before FREE, read after
  private volatile Thread thread = Thread.currentThread();
  private volatile Thread caller = Thread.currentThread();
  private volatile boolean asleep;
  private volatile boolean callerAsleep;

  /** Starts a task; the previous one must have been awaited. */
  void start(Runnable next) {
    task = next;
    thrown = Optional.empty();
    if (state.compareAndSet(FREE, BUSY)) {
      if (asleep) {
        LockSupport.unpark(thread);
      }
      return;
    }
    state.set(BUSY); // the state was NONE, which only this caller changes
    Thread fresh = new Thread(this::serve, "ddh-lane");
    fresh.setDaemon(true);
    thread = fresh;
    fresh.start();
  }

  /** Waits for the end of the task and returns what it threw, if anything. */
  Optional<Throwable> await() {
    caller = Thread.currentThread();
    boolean interrupted = false;
    long start = System.nanoTime();
    while (state.get() == BUSY) {
      if (System.nanoTime() - start < PATIENCE_NANOS) {
        Thread.onSpinWait();
        continue;
      }
      callerAsleep = true;
      if (state.get() == BUSY) {
        LockSupport.park(this);
      }
      callerAsleep = false;
      interrupted |= Thread.interrupted(); // otherwise park would return at once
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return thrown;
  }

  private void serve() {
    do {
      try {
        task.run();
      } catch (Throwable e) {
        thrown = Optional.of(e);
      }
      task = () -> {}; // otherwise the reference would keep a batch alive
      state.set(FREE);
      if (callerAsleep) {
        LockSupport.unpark(caller);
      }
    } while (hasNext());
  }

  /** Waits for the next task; returns false if none came, after which the thread ends. */
  private boolean hasNext() {
    long start = System.nanoTime();
    while (state.get() != BUSY) {
      long waited = System.nanoTime() - start;
      if (waited < AWAKE_NANOS) {
        Thread.onSpinWait();
      } else if (waited < IDLE_NANOS) {
        asleep = true;
        if (state.get() != BUSY) {
          LockSupport.parkNanos(this, IDLE_NANOS - waited);
        }
        asleep = false;
      } else if (state.compareAndSet(FREE, NONE)) {
        return false;
      }
    }
    return true;
  }
}
