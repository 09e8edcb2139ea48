package io.ddh.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.data.fetch.DigestList.FileDigests;
import io.ddh.data.fetch.Fetched.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server on loopback: what is fetched is whole and right, or isn't there. */
class DownloaderTest {
  private static final String NAME = "faces.zip";
  private static final FetchLimits QUICK =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 3, Duration.ofMillis(5));

  /** Only where nothing comes on purpose: a busy machine may take half a second to respond. */
  private static final FetchLimits IMPATIENT =
      new FetchLimits(Duration.ofSeconds(20), Duration.ofMillis(900), 2, Duration.ofMillis(5));

  private static final byte[] CONTENT = bytes(1, 300_000);
  private static final byte[] OTHER = bytes(2, 300_000);

  @TempDir Path folder;
  private final Notes notes = new Notes();

  /** Keeps what is heard. */
  private static final class Notes implements Progress {
    private final List<String> lines = new ArrayList<>();
    private final List<Long> have = new ArrayList<>();
    private long total;

    @Override
    public void report(String file, long bytes, long of) {
      have.add(bytes);
      total = of;
    }
  }

  private static byte[] bytes(long seed, int length) {
    byte[] out = new byte[length];
    new Random(seed).nextBytes(out);
    return out;
  }

  private static String sha256(byte[] content) throws IOException {
    return digests(content).sha256();
  }

  private static FileDigests digests(byte[] content) throws IOException {
    Path file = Files.createTempFile("ddh", ".bin");
    try {
      Files.write(file, content);
      return FileDigests.of(file);
    } finally {
      Files.delete(file);
    }
  }

  private static RemoteFile known(byte[] content, FileServer... servers) throws IOException {
    return new RemoteFile(
        NAME,
        mirrors(servers),
        OptionalLong.of(content.length),
        Optional.of(sha256(content)),
        Optional.empty());
  }

  /** The length is not known before the server tells it. */
  private static RemoteFile digestOnly(FileServer... servers) throws IOException {
    return new RemoteFile(
        NAME,
        mirrors(servers),
        OptionalLong.empty(),
        Optional.of(sha256(CONTENT)),
        Optional.empty());
  }

  private static RemoteFile unknown(FileServer... servers) {
    return new RemoteFile(
        NAME, mirrors(servers), OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  private static List<URI> mirrors(FileServer... servers) {
    List<URI> mirrors = new ArrayList<>();
    for (FileServer server : servers) {
      mirrors.add(server.uri(NAME));
    }
    return mirrors;
  }

  private Fetched fetch(RemoteFile file) throws IOException {
    return fetch(file, QUICK);
  }

  private Fetched fetch(RemoteFile file, FetchLimits limits) throws IOException {
    return new Downloader(limits, notes, notes.lines::add).fetch(file, folder);
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  private void holds(byte[] content) throws IOException {
    assertThat(Files.readAllBytes(folder.resolve(NAME))).isEqualTo(content);
    assertThat(files()).doesNotContain(NAME + ".part");
  }

  @Test
  void fetchesAndChecks() throws IOException {
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      Fetched first = fetch(known(CONTENT, server));
      assertThat(first.check()).isEqualTo(Verdict.SHA256);
      assertThat(first.present()).isFalse();
      assertThat(first.bytes()).isEqualTo(CONTENT.length);
      assertThat(notes.have).isSorted().endsWith((long) CONTENT.length);
      assertThat(notes.total).isEqualTo(CONTENT.length);
      holds(CONTENT);
      assertThat(files()).containsExactly(NAME);
      assertThat(fetch(known(CONTENT, server)).present()).isTrue();
      assertThat(server.requested).containsExactly("all");
    }
  }

  @Test
  void goesOnWhereAConnectionBroke() throws IOException {
    try (FileServer server =
        new FileServer(
            FileServer.truncated(CONTENT, "\"1\"", 100_000),
            FileServer.truncated(CONTENT, "\"1\"", 50_000),
            FileServer.good(CONTENT, "\"1\""))) {
      fetch(digestOnly(server));
      holds(CONTENT);
      assertThat(server.requested).hasSize(3).startsWith("all");
      assertThat(server.requested.get(2)).isEqualTo("bytes=150000-");
    }
  }

  @Test
  void goesOnInALaterCall() throws IOException {
    try (FileServer server =
        new FileServer(
            FileServer.truncated(CONTENT, "\"1\"", 100_000),
            FileServer.status(500),
            FileServer.status(500),
            FileServer.good(CONTENT, "\"1\""))) {
      assertThatThrownBy(() -> fetch(digestOnly(server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("HTTP 500")
          .hasMessageContaining("100000 bytes are kept");
      assertThat(files()).containsExactly(NAME + ".part");
      fetch(digestOnly(server));
      holds(CONTENT);
      assertThat(server.requested).last().isEqualTo("bytes=100000-");
    }
  }

  @Test
  void aStallEndsAndTheRestIsFetched() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (FileServer server =
        new FileServer(
            call -> {
              FileServer.truncated(CONTENT, "\"1\"", 100_000).respond(call);
              end.await();
            },
            FileServer.good(CONTENT, "\"1\""))) {
      fetch(digestOnly(server), IMPATIENT);
      holds(CONTENT);
      assertThat(notes.lines).anyMatch(line -> line.contains("no data for 900 ms"));
      end.countDown();
    }
  }

  @Test
  void aServerThatNeverRespondsIsLeftForTheNext() throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    try (FileServer silent = new FileServer(call -> end.await());
        FileServer good = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      fetch(known(CONTENT, silent, good), IMPATIENT);
      holds(CONTENT);
      assertThat(silent.requested).hasSize(2);
      assertThat(notes.lines).anyMatch(line -> line.contains("no response for 900 ms"));
      end.countDown();
    }
  }

  /** The file changed on the server: only the digest can tell, and it does. */
  @Test
  void startsAgainWhenJoinedPartsHaveTheWrongDigest() throws IOException {
    FileServer.Behaviour noTag =
        call -> {
          if (call.ranged()) {
            FileServer.part(call, CONTENT, CONTENT.length);
          } else {
            call.send(200, CONTENT.length, CONTENT);
          }
        };
    try (FileServer server =
        new FileServer(call -> call.send(200, OTHER.length, Arrays.copyOf(OTHER, 90_000)), noTag)) {
      fetch(known(CONTENT, server));
      holds(CONTENT);
      assertThat(server.requested).containsExactly("all", "bytes=90000-", "all");
    }
  }

  @Test
  void withoutADigestNothingIsJoined() throws IOException {
    FileServer.Behaviour noTag = call -> call.send(200, CONTENT.length, CONTENT);
    try (FileServer server =
        new FileServer(
            call -> call.send(200, CONTENT.length, Arrays.copyOf(CONTENT, 90_000)), noTag)) {
      fetch(unknown(server));
      holds(CONTENT);
      assertThat(server.requested).containsExactly("all", "all");
    }
  }

  @Test
  void aServerThatGivesNoPartsSendsAllAgain() throws IOException {
    FileServer.Behaviour whole =
        call -> {
          call.header("ETag", "\"1\"");
          call.send(200, CONTENT.length, CONTENT);
        };
    try (FileServer server =
        new FileServer(FileServer.truncated(CONTENT, "\"1\"", 100_000), whole)) {
      fetch(digestOnly(server));
      holds(CONTENT);
    }
  }

  @Test
  void aPartThatIsNotTheRequestedOneIsNotTaken() throws IOException {
    FileServer.Behaviour wrongPart =
        call -> {
          call.header("ETag", "\"1\"");
          call.header("Content-Range", FileServer.range(7, 11, CONTENT.length));
          call.send(206, 4, new byte[4]);
        };
    try (FileServer server =
        new FileServer(
            FileServer.truncated(CONTENT, "\"1\"", 100_000),
            wrongPart,
            FileServer.good(CONTENT, "\"1\""))) {
      fetch(digestOnly(server));
      holds(CONTENT);
      assertThat(server.requested).containsExactly("all", "bytes=100000-", "all");
    }
  }

  /** The part was whole when the process ended: the server responds with 416 and its length. */
  @Test
  void aPartThatIsAlreadyWholeIsTaken() throws IOException {
    Files.write(folder.resolve(NAME + ".part"), CONTENT);
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      fetch(digestOnly(server));
      holds(CONTENT);
      assertThat(server.requested).containsExactly("bytes=300000-");
    }
  }

  @Test
  void aPartLongerThanTheFileIsThrownAway() throws IOException {
    Files.write(folder.resolve(NAME + ".part"), Arrays.copyOf(CONTENT, 300_001));
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      fetch(digestOnly(server));
      holds(CONTENT);
      assertThat(server.requested).containsExactly("bytes=300001-", "all");
    }
  }

  /** A part of one mirror is filled up from another where a digest tells that they are the same. */
  @Test
  void anotherMirrorGivesTheRest() throws IOException {
    try (FileServer bad =
            new FileServer(
                FileServer.truncated(CONTENT, "\"a\"", 100_000), FileServer.status(503));
        FileServer good = new FileServer(FileServer.good(CONTENT, "\"b\""))) {
      fetch(known(CONTENT, bad, good));
      holds(CONTENT);
      assertThat(good.requested).containsExactly("bytes=100000-");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410, 416, 501})
  void aMirrorWithoutTheFileIsTriedOnce(int status) throws IOException {
    try (FileServer bad = new FileServer(FileServer.status(status));
        FileServer good = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      fetch(known(CONTENT, bad, good));
      holds(CONTENT);
      assertThat(bad.requested).hasSize(1);
      assertThat(notes.lines).anyMatch(line -> line.contains("HTTP " + status));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void aServerInTroubleIsTriedAgain(int status) throws IOException {
    try (FileServer server =
        new FileServer(FileServer.status(status), FileServer.good(CONTENT, "\"1\""))) {
      fetch(known(CONTENT, server));
      holds(CONTENT);
      assertThat(server.requested).hasSize(2);
    }
  }

  @Test
  void aServerThatSaysAnotherLengthIsRefusedBeforeItSends() throws IOException {
    try (FileServer server = new FileServer(FileServer.good(bytes(3, 5_000), "\"1\""))) {
      assertThatThrownBy(() -> fetch(known(CONTENT, server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("server offers 5000 bytes, expected 300000");
      assertThat(files()).isEmpty();
    }
  }

  /** Chunked, so the head says no length: more comes than there is. */
  @Test
  void aServerThatSendsMoreIsCutOff() throws IOException {
    byte[] endless = bytes(4, 3_000_000);
    try (FileServer server = new FileServer(call -> call.send(200, 0, endless))) {
      assertThatThrownBy(() -> fetch(known(CONTENT, server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("sent more than 300000 bytes");
      assertThat(files()).isEmpty();
    }
  }

  /** Chunked and too short: nothing but the known length tells. */
  @Test
  void aServerThatEndsEarlyWithoutALengthIsNotBelieved() throws IOException {
    byte[] half = Arrays.copyOf(CONTENT, 150_000);
    try (FileServer server =
        new FileServer(call -> call.send(200, 0, half), FileServer.good(CONTENT, "\"1\""))) {
      fetch(known(CONTENT, server));
      holds(CONTENT);
    }
  }

  @Test
  void otherContentIsRefusedAndNotKept() throws IOException {
    try (FileServer server = new FileServer(FileServer.good(OTHER, "\"1\""))) {
      assertThatThrownBy(() -> fetch(known(CONTENT, server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("unexpected content: SHA-256 " + sha256(OTHER))
          .hasMessageContaining("expected " + sha256(CONTENT));
      assertThat(files()).isEmpty();
      assertThat(server.requested).hasSize(1);
    }
  }

  @Test
  void md5IsCheckedAndTheSha256Recorded() throws IOException {
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""));
        FileServer wrong = new FileServer(FileServer.good(OTHER, "\"1\""))) {
      Optional<String> md5 = Optional.of(digests(CONTENT).md5());
      RemoteFile file =
          new RemoteFile(NAME, mirrors(wrong, server), OptionalLong.empty(), Optional.empty(), md5);
      assertThat(fetch(file).check()).isEqualTo(Verdict.MD5);
      holds(CONTENT);
      assertThat(Files.readString(folder.resolve(DigestList.NAME)))
          .isEqualTo(sha256(CONTENT) + "  " + NAME + "\n");
      assertThat(notes.lines).anyMatch(line -> line.contains("MD5"));
    }
  }

  @Test
  void anUnknownDigestIsRecordedAtFirstUseAndComparedFromThenOn() throws IOException {
    try (FileServer server =
        new FileServer(FileServer.good(CONTENT, "\"1\""), FileServer.good(OTHER, "\"2\""))) {
      assertThat(fetch(unknown(server)).check()).isEqualTo(Verdict.FIRST_USE);
      assertThat(fetch(unknown(server)).check()).isEqualTo(Verdict.RECORDED);
      Files.delete(folder.resolve(NAME));
      assertThatThrownBy(() -> fetch(unknown(server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("content differs from the first download");
    }
  }

  @Test
  void aWebPageIsNoFile() throws IOException {
    byte[] page = FileServer.text("<html>please log in</html>");
    try (FileServer server = new FileServer(FileServer.good(page, "\"1\""))) {
      assertThatThrownBy(() -> fetch(unknown(server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("a web page");
    }
  }

  @Test
  void aFileThatLiesThereAndIsAnotherIsNotTouched() throws IOException {
    Files.write(folder.resolve(NAME), OTHER);
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      assertThatThrownBy(() -> fetch(known(CONTENT, server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("delete the file");
      holds(OTHER);
      assertThat(server.requested).isEmpty();
    }
  }

  @Test
  void redirectsAreFollowed() throws IOException {
    try (FileServer good = new FileServer(FileServer.good(CONTENT, "\"1\""));
        FileServer server =
            new FileServer(
                call -> {
                  call.header("Location", good.uri("elsewhere").toString());
                  call.status(302);
                })) {
      fetch(known(CONTENT, server));
      holds(CONTENT);
    }
  }

  @Test
  void nobodyListens() throws IOException {
    URI dead;
    try (FileServer server = new FileServer(FileServer.status(200))) {
      dead = server.uri(NAME);
    }
    RemoteFile file =
        new RemoteFile(
            NAME, List.of(dead), OptionalLong.empty(), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> fetch(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no connection");
    assertThat(files()).isEmpty();
  }

  @Test
  void oneOfTwoProcessesIsRefused() throws IOException {
    Path part = folder.resolve(NAME + ".part");
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""));
        FileChannel other =
            FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> fetch(known(CONTENT, server)))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void aFullDiskIsNoFaultOfTheMirror() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here: a full disk can't be acted");
    Files.createSymbolicLink(folder.resolve(NAME + ".part"), full);
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      assertThatThrownBy(() -> fetch(unknown(server)))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining(NAME + ".part")
          .hasMessageContaining("No space left");
      assertThat(server.requested).hasSize(1);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc), "no /proc here: no folder that even root can't write");
    try (FileServer server = new FileServer(FileServer.good(CONTENT, "\"1\""))) {
      RemoteFile file = known(CONTENT, server);
      assertThatThrownBy(
              () ->
                  new Downloader(QUICK, notes, notes.lines::add)
                      .fetch(file, proc.resolve("nowhere")))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("/proc/nowhere");
    }
  }
}
