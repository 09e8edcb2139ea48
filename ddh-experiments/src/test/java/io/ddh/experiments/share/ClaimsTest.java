package io.ddh.experiments.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.ProcessTag;
import io.ddh.experiments.share.Claims.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holder at a time; the dead and the silent hold nothing; nothing stays. */
class ClaimsTest {
  private static final Duration BEAT = Duration.ofMillis(20);
  private static final Duration LEASE = Duration.ofMillis(400);

  @TempDir Path folder;
  private final List<Claims> all = new ArrayList<>();

  private Claims claims() {
    return claims(BEAT);
  }

  private Claims claims(Duration beat) {
    Claims made = new Claims(beat, LEASE);
    all.add(made);
    return made;
  }

  @AfterEach
  void close() {
    all.forEach(Claims::close);
  }

  private Path target() {
    return folder.resolve("cells/ddh-48-s1.json");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(target().getParent())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static String content(String host, long pid, long start) {
    return new ProcessTag(host, pid, start) + " 000000000007\n";
  }

  private Path foreign(int number, String content) throws IOException {
    Files.createDirectories(target().getParent());
    return Files.writeString(folder.resolve("cells/.ddh-48-s1.json." + number + ".claim"), content);
  }

  @Test
  void isHeldByOneUntilItIsGivenBack() throws IOException {
    Claims one = claims();
    Claims two = claims();
    Claim claim = one.take(target()).orElseThrow();
    assertThat(files()).containsExactly(".ddh-48-s1.json.1.claim");
    assertThat(two.take(target())).isEmpty();
    assertThat(one.take(target())).isEmpty();
    assertThat(two.take(folder.resolve("cells/ddh-24-s1.json"))).isPresent();
    assertThat(Claims.holder(target()))
        .isEqualTo("process " + ProcessTag.own().pid() + " on " + ProcessTag.own().host());
    assertThat(claim.held()).isTrue();
    claim.close();
    claim.close();
    Claim second = two.take(target()).orElseThrow();
    claim.close();
    assertThat(second.held()).as("another's is not given back").isTrue();
    two.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void aHolderThatRewritesItKeepsItLongerThanTheLease() throws IOException {
    Claim claim = claims().take(target()).orElseThrow();
    Claims other = claims();
    long end = System.nanoTime() + 3 * LEASE.toNanos();
    while (System.nanoTime() < end) {
      assertThat(other.take(target())).isEmpty();
      Claims.pause(BEAT);
    }
    assertThat(claim.held()).isTrue();
  }

  @Test
  void theDeadHoldNothing() throws IOException {
    ProcessTag own = ProcessTag.own();
    Path dead = foreign(1, content(own.host(), own.pid(), own.start() - 60_000));
    Claim claim = claims().take(target()).orElseThrow();
    assertThat(files()).as("succeeded, not replaced").hasSize(2).contains("" + dead.getFileName());
    assertThat(claims().take(target())).isEmpty();
    claim.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void theSilentHoldNothingAfterALeaseOfWatching() throws IOException {
    foreign(3, content("elsewhere", 5, 1));
    Claims watching = claims();
    assertThat(watching.take(target())).isEmpty();
    Claims.pause(LEASE.dividedBy(2));
    assertThat(watching.take(target())).isEmpty();
    Claims.pause(LEASE);
    assertThat(claims().take(target())).as("who comes now watches anew").isEmpty();
    assertThat(watching.take(target())).isPresent();
    assertThat(files()).contains(".ddh-48-s1.json.4.claim");
  }

  @Test
  void halfWrittenClaimsCountUntilALeaseHasPassed() throws IOException {
    foreign(1, "");
    Claims claims = claims();
    assertThat(claims.take(target())).isEmpty();
    assertThat(Claims.holder(target())).isEqualTo("another process");
    Claims.pause(LEASE.multipliedBy(2));
    assertThat(claims.take(target())).isPresent();
  }

  @Test
  void whoSleptTooLongLearnsThatItIsLost() throws IOException {
    Claim slept = claims(Duration.ofDays(1)).take(target()).orElseThrow();
    Claims other = claims();
    assertThat(other.take(target())).isEmpty();
    Claims.pause(LEASE.multipliedBy(2));
    Claim taken = other.take(target()).orElseThrow();
    assertThat(slept.held()).isFalse();
    slept.close();
    assertThat(taken.held()).isTrue();
    assertThat(claims().take(target())).isEmpty();
  }

  @Test
  void ofManyAtOnceOneTakesOverFromTheDead() throws Exception {
    ProcessTag own = ProcessTag.own();
    int many = 8;
    ExecutorService pool = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 20; round++) {
        Path target = folder.resolve("round" + round);
        Files.writeString(
            folder.resolve("." + target.getFileName() + ".1.claim"),
            content(own.host(), own.pid(), own.start() - 60_000));
        CyclicBarrier start = new CyclicBarrier(many);
        List<Callable<Boolean>> takers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          Claims claims = claims();
          takers.add(
              () -> {
                start.await();
                return claims.take(target).isPresent();
              });
        }
        int holders = 0;
        for (Future<Boolean> taken : pool.invokeAll(takers)) {
          holders += taken.get() ? 1 : 0;
        }
        assertThat(holders).isEqualTo(1);
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void claimsOfTheDeadAreRemovedOthersStay() throws IOException {
    ProcessTag own = ProcessTag.own();
    foreign(1, content(own.host(), own.pid(), own.start() - 60_000));
    Path other = folder.resolve("cells/.other.json.1.claim");
    Files.writeString(other, content("elsewhere", 5, 1));
    claims().removeVoid(target().getParent());
    assertThat(files()).containsExactly(".other.json.1.claim");
    claims().removeVoid(folder.resolve("none"));
  }

  @Test
  void waitsForWhoeverHasIt() throws Exception {
    Claim first = claims().take(target()).orElseThrow();
    Claims second = claims();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Claim> waiting = pool.submit(() -> second.await(target()));
      Claims.pause(LEASE);
      assertThat(waiting.isDone()).isFalse();
      first.close();
      assertThat(waiting.get().held()).isTrue();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aFolderThatCantBeMadeIsAnError() throws IOException {
    Files.writeString(folder.resolve("cells"), "a file");
    assertThatThrownBy(() -> claims().take(target())).isInstanceOf(IOException.class);
  }
}
