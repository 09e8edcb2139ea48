package io.ddh.experiments.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.experiments.share.Locks.Lock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time, over processes; the dead hold nothing. */
class LocksTest {
  private static final Duration SOON = Duration.ofMillis(20);

  @TempDir Path folder;
  private final List<Locks> all = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  private Locks locks() {
    Locks made = new Locks(folder.resolve("cells"));
    all.add(made);
    return made;
  }

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
    all.forEach(Locks::close);
  }

  private Path target() {
    return folder.resolve("cells/ddh-48-s1.json");
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LockingProcess.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().redirectErrorStream(true).start();
    processes.add(process);
    return process;
  }

  @Test
  void isHeldByOneUntilItIsGivenBack() throws IOException {
    Locks one = locks();
    Locks two = locks();
    Lock lock = one.take(target()).orElseThrow();
    assertThat(two.take(target())).isEmpty();
    assertThat(one.take(target())).isEmpty();
    assertThat(two.take(folder.resolve("cells/ddh-24-s1.json"))).isPresent();
    lock.close();
    lock.close();
    assertThat(two.take(target())).isPresent();
    lock.close();
    assertThat(one.take(target())).as("another's is not given back").isEmpty();
    two.close();
    assertThat(one.take(target())).isPresent();
    assertThat(folder.resolve("cells/.lock")).isEmptyFile();
  }

  @Test
  void processesTakeTurnsThoughTheyComeAndGo() throws Exception {
    Files.createDirectories(target().getParent());
    int each = 300;
    List<Process> counting = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      counting.add(start("count", target().toString(), Integer.toString(each)));
    }
    for (Process process : counting) {
      assertThat(process.waitFor()).isZero();
    }
    assertThat(Files.readString(target())).isEqualTo(Integer.toString(4 * each));
  }

  @Test
  void aProcessThatIsKilledHoldsNothing() throws Exception {
    Files.createDirectories(target().getParent());
    Process holding = start("hold", target().toString());
    while (!Files.exists(target())) {
      assertThat(holding.isAlive()).isTrue();
      Locks.pause(SOON);
    }
    Locks locks = locks();
    assertThat(locks.take(target())).isEmpty();
    holding.destroyForcibly().waitFor();
    assertThat(locks.take(target())).isPresent();
  }

  @Test
  void waitsForWhoeverHasIt() throws Exception {
    Lock first = locks().take(target()).orElseThrow();
    Locks second = locks();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Lock> waiting = pool.submit(() -> second.await(target()));
      Locks.pause(SOON.multipliedBy(10));
      assertThat(waiting.isDone()).isFalse();
      first.close();
      assertThat(waiting.get()).isNotNull();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aFolderThatCantBeMadeIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("a file"), "");
    assertThatThrownBy(() -> new Locks(file).take(file.resolve("x")))
        .isInstanceOf(IOException.class);
  }
}
