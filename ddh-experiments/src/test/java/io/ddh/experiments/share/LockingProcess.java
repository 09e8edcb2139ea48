package io.ddh.experiments.share;

import io.ddh.experiments.share.Locks.Lock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that locks: {@code count FILE N} adds 1 to the number in the file N times, each time
 * under the lock, and gives all locks back between any two, or every other time; {@code hold FILE}
 * takes the lock, says so and keeps it until it is killed.
 */
final class LockingProcess {
  private LockingProcess() {}

  @SuppressWarnings("try") // the lock is used by being held
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    if (args[0].equals("hold")) {
      try (Locks locks = new Locks(file.getParent());
          Lock own = locks.await(file)) {
        Files.writeString(file, "held");
        Thread.sleep(600_000);
      }
    }
    int left = Integer.parseInt(args[2]);
    while (left > 0) {
      try (Locks locks = new Locks(file.getParent())) {
        for (int i = 0; i < 1 + left % 2; i++) {
          Optional<Lock> lock = locks.take(file);
          if (lock.isPresent()) {
            try (Lock own = lock.get()) {
              int before = Files.exists(file) ? Integer.parseInt(Files.readString(file)) : 0;
              Files.writeString(file, Integer.toString(before + 1));
              left--;
            }
          }
        }
      }
    }
  }
}
