package io.ddh.experiments.share;

import io.ddh.core.ProcessTag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to make a file, one process at a time, on a folder that several machines may share. A
 * claim is a small file beside the claimed one, made exclusively, which names its holder and is
 * rewritten every few seconds. It counts for nothing when its holder is known to have ended, or has
 * not rewritten it for a whole lease <i>while this process watched</i>: no two clocks are compared.
 *
 * <p>A claim that counts for nothing is not removed, which two could do at once, but succeeded by
 * one of the next number, made exclusively, too. Whoever holds a claim must look again whether the
 * file is still to be made. One run's state: takes are for one thread.
 */
public final class Claims implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(2);

  private final Duration beat;
  private final Duration lease;
  private final String holder = ProcessTag.own().toString();
  private final Map<Path, Claim> held = new ConcurrentHashMap<>();
  private final Map<Path, Sight> seen = new HashMap<>();
  private ScheduledExecutorService heart; // once there is a claim

  /** Somebody's claim as last seen to change. */
  private record Sight(String content, long nanos) {}

  /** With the usual times: rewritten every 10 s, void after 2 minutes without. */
  public Claims() {
    this(BEAT, LEASE);
  }

  /** With times of one's own, for tests. */
  Claims(Duration beat, Duration lease) {
    this.beat = beat;
    this.lease = lease;
  }

  /** A right that is held. Closing gives it back. */
  public final class Claim implements AutoCloseable {
    private final Path target;
    private final Path file;
    private final int number;
    private long beats;
    private volatile boolean lost;

    private Claim(Path target, int number) {
      this.target = target;
      this.number = number;
      this.file = file(target, number);
    }

    /** False if another process took over, as after a sleep longer than the lease. */
    public boolean held() {
      if (!lost) {
        try {
          lost = highest(target) != number;
        } catch (IOException e) {
          return true; // not known to be lost
        }
      }
      return !lost;
    }

    private String content() {
      return String.format(Locale.ROOT, "%s %012d%n", holder, beats);
    }

    private void rewrite() {
      beats++;
      try {
        // Not made anew where it is gone: then somebody else has come and gone.
        Files.writeString(file, content(), StandardOpenOption.WRITE);
      } catch (NoSuchFileException e) {
        lost = true;
      } catch (IOException e) {
        LOG.warn("{}: not rewritten ({})", file, e.toString()); // no reason to stop
      }
    }

    @Override
    public void close() {
      if (held.remove(target, this)) {
        try {
          for (int i = 1; i <= number; i++) { // the own one last: nobody shall see none too early
            Files.deleteIfExists(file(target, i));
          }
        } catch (IOException e) {
          LOG.warn("{}: stays until this process ends ({})", file, e.toString());
        }
      }
    }
  }

  private static Path file(Path target, int number) {
    return target.resolveSibling("." + target.getFileName() + "." + number + ".claim");
  }

  /** The highest number of the target's claims; 0 without any. */
  private static int highest(Path target) throws IOException {
    Pattern form =
        Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + "(\\d{1,9})\\.claim");
    try (Stream<Path> files = Files.list(target.getParent())) {
      return files
          .map(f -> form.matcher(f.getFileName().toString()))
          .filter(Matcher::matches)
          .mapToInt(m -> Integer.parseInt(m.group(1)))
          .max()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Takes the right to make a file.
   *
   * @return empty: another has it
   * @throws IOException if the folder can't be written
   */
  public Optional<Claim> take(Path target) throws IOException {
    Path own = target.toAbsolutePath().normalize();
    if (held.containsKey(own)) {
      return Optional.empty();
    }
    Files.createDirectories(own.getParent());
    int top = highest(own);
    if (top > 0 && !isVoid(file(own, top))) {
      return Optional.empty();
    }
    Claim claim = new Claim(own, top + 1);
    try {
      Files.writeString(claim.file, claim.content(), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    } catch (IOException e) {
      Files.deleteIfExists(claim.file); // made, but not filled: the disk is full
      throw e;
    }
    if (highest(own) != claim.number) {
      Files.deleteIfExists(claim.file);
      return Optional.empty();
    }
    held.put(own, claim);
    if (heart == null) {
      heart = Executors.newSingleThreadScheduledExecutor(Claims::daemon);
      var unused =
          heart.scheduleAtFixedRate(
              () -> held.values().forEach(Claim::rewrite),
              beat.toMillis(),
              beat.toMillis(),
              TimeUnit.MILLISECONDS);
    }
    return Optional.of(claim);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "ddh-claims");
    thread.setDaemon(true);
    return thread;
  }

  /** Removes, from a folder, claims of processes that are known to have ended. */
  public void removeVoid(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Pattern form = Pattern.compile("\\.(.+)\\.\\d{1,9}\\.claim");
    List<String> targets;
    try (Stream<Path> files = Files.list(folder)) {
      targets =
          files
              .map(f -> form.matcher(f.getFileName().toString()))
              .filter(Matcher::matches)
              .map(m -> m.group(1))
              .distinct()
              .toList();
    }
    for (String target : targets) {
      take(folder.resolve(target)).ifPresent(Claim::close);
    }
  }

  /**
   * Takes the right, waiting for whoever has it.
   *
   * @throws IOException as {@link #take}
   */
  public Claim await(Path target) throws IOException {
    Optional<Claim> claim = take(target);
    while (claim.isEmpty()) {
      pause(Duration.ofMillis(100));
      claim = take(target);
    }
    return claim.get();
  }

  /** Sleeps; an interrupt ends the sleep and stays set. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Who has the right, for messages. */
  public static String holder(Path target) {
    try {
      Path own = target.toAbsolutePath().normalize();
      return ProcessTag.parse(word(Files.readString(file(own, highest(own)))))
          .map(tag -> "process " + tag.pid() + " on " + tag.host())
          .orElse("another process");
    } catch (IOException e) {
      return "another process";
    }
  }

  private static String word(String content) {
    int space = content.indexOf(' ');
    return space < 0 ? "" : content.substring(0, space);
  }

  private boolean isVoid(Path claim) {
    String content;
    try {
      content = Files.readString(claim, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return false; // given back just now, or half seen
    }
    if (ProcessTag.parse(word(content)).filter(ProcessTag::ended).isPresent()) {
      return true;
    }
    long now = System.nanoTime();
    Sight last = seen.get(claim);
    if (last == null || !last.content().equals(content)) {
      seen.put(claim, new Sight(content, now));
      return false;
    }
    return now - last.nanos() > lease.toNanos();
  }

  /** Gives all rights back. */
  @Override
  public void close() {
    held.values().forEach(Claim::close);
    if (heart != null) {
      heart.shutdown();
    }
  }
}
