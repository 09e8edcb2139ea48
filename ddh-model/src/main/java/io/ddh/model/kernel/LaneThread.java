package io.ddh.model.kernel;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread for many short tasks, one at a time, of one caller at a time. After a task it stays
 * awake for a moment, since the next one usually follows at once; then it sleeps, and after a
 * second without work it ends, to be started again when needed. So nobody has to close it.
 */
final class LaneThread {
  private static final int NONE = 0; // no thread
  private static final int FREE = 1; // the thread waits
  private static final int BUSY = 2; // it has a task

  private static final long AWAKE_NANOS = 300_000;
  private static final long PATIENCE_NANOS = 300_000; // of the caller, before it sleeps, too
  private static final long IDLE_NANOS = 1_000_000_000;

  private final AtomicInteger state = new AtomicInteger(NONE);
  private Runnable task = () -> {}; // written before BUSY, read after
  private Optional<Throwable> thrown = Optional.empty(); // written before FREE, read after
  private volatile Thread thread = Thread.currentThread();
  private volatile Thread caller = Thread.currentThread();
  private volatile boolean asleep;
  private volatile boolean callerAsleep;

  /** Hands over a task; the last one must have been awaited. */
  void start(Runnable next) {
    task = next;
    thrown = Optional.empty();
    if (state.compareAndSet(FREE, BUSY)) {
      if (asleep) {
        LockSupport.unpark(thread);
      }
      return;
    }
    state.set(BUSY); // it was NONE, which only this caller changes
    Thread fresh = new Thread(this::serve, "ddh-lane");
    fresh.setDaemon(true);
    thread = fresh;
    fresh.start();
  }

  /** Waits for the end of the task; what it threw. */
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
      interrupted |= Thread.interrupted(); // or park would return at once
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
      task = () -> {}; // or it would keep a batch alive
      state.set(FREE);
      if (callerAsleep) {
        LockSupport.unpark(caller);
      }
    } while (hasNext());
  }

  /** Waits for the next task; false: none came, and the thread is given up. */
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
