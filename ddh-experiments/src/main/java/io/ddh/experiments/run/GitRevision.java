package io.ddh.experiments.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Revision of the program: that of the checkout that it runs from, otherwise the one that the build
 * recorded.
 *
 * @param revision commit, or {@code unknown}
 * @param dirty true when files other than results and generated pages differ from it
 */
record GitRevision(String revision, boolean dirty) {
  static final String UNKNOWN = "unknown";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String COMMIT = "# branch.oid ";
  private static final String STATUS =
      "git status --porcelain=v2 --branch -- :(exclude)results :(exclude)docs/benchmarks*"
          + " :(exclude)docs/performance-step.md :(exclude)docs/reproduction.md";

  /**
   * Reads the revision.
   *
   * @param built revision that the build recorded
   */
  static GitRevision read(String built) {
    GitRevision recorded = new GitRevision(built, false);
    try {
      URI code = GitRevision.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Optional<Path> root = root(Path.of(code));
      if (root.isPresent()) {
        ProcessBuilder git = new ProcessBuilder(STATUS.split(" ")).directory(root.get().toFile());
        return output(git, TIMEOUT).flatMap(GitRevision::parse).orElse(recorded);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return recorded; // provenance must never stop a run
    }
    return recorded;
  }

  /**
   * {@return the checkout that contains the classes; another repository around an installation
   * doesn't count}
   */
  private static Optional<Path> root(Path code) {
    return Stream.iterate(code.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(at -> Files.exists(at.resolve(".git")))
        .findFirst()
        .filter(at -> Files.isRegularFile(at.resolve("ddh-experiments/pom.xml")));
  }

  /** Reads what {@code git status} printed: headers that begin with {@code #}, then changes. */
  static Optional<GitRevision> parse(String status) {
    boolean dirty = status.lines().anyMatch(line -> !line.startsWith("#"));
    return status
        .lines()
        .filter(line -> line.startsWith(COMMIT) && !line.endsWith("(initial)"))
        .map(line -> new GitRevision(line.substring(COMMIT.length()), dirty))
        .findFirst();
  }

  /**
   * {@return the output of a command; empty if it fails or exceeds the given time, which ends it}
   */
  static Optional<String> output(ProcessBuilder command, Duration time)
      throws IOException, InterruptedException {
    // Not a pipe: reading it would wait for children of the process, too.
    Path printed = Files.createTempFile("ddh-", ".txt");
    try {
      Process process =
          command.redirectOutput(printed.toFile()).redirectError(Redirect.DISCARD).start();
      boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0
          ? Optional.of(Files.readString(printed).strip())
          : Optional.empty();
    } finally {
      Files.deleteIfExists(printed);
    }
  }
}
