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
 * Revision of the program. If the program runs from a Git checkout, this is the revision of the
 * checkout, otherwise the revision that the build recorded.
 *
 * @param revision commit of the program, or {@code unknown}
 * @param dirty true if files other than results and generated pages differ from the commit
 */
record GitRevision(String revision, boolean dirty) {
  static final String UNKNOWN = "unknown";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String COMMIT = "# branch.oid ";
  private static final String STATUS =
      "git status --porcelain=v2 --branch -- :(exclude)results :(exclude)docs/benchmarks*"
          + " :(exclude)docs/performance-step.md :(exclude)docs/reproduction.md";

  /**
   * Determines the revision.
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
      return recorded; // missing provenance must never stop a run
    }
    return recorded;
  }

  /**
   * {@return the root of the checkout that contains the program's classes} Another repository that
   * happens to contain an installation does not count.
   */
  private static Optional<Path> root(Path code) {
    return Stream.iterate(code.toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(at -> Files.exists(at.resolve(".git")))
        .findFirst()
        .filter(at -> Files.isRegularFile(at.resolve("ddh-experiments/pom.xml")));
  }

  /**
   * Parses the output of {@code git status}, which has headers that begin with {@code #}, followed
   * by changes.
   */
  static Optional<GitRevision> parse(String status) {
    boolean dirty = status.lines().anyMatch(line -> !line.startsWith("#"));
    return status
        .lines()
        .filter(line -> line.startsWith(COMMIT) && !line.endsWith("(initial)"))
        .map(line -> new GitRevision(line.substring(COMMIT.length()), dirty))
        .findFirst();
  }

  /**
   * {@return the output of a command; empty if it fails or exceeds the given time} After that time
   * the command is ended.
   */
  static Optional<String> output(ProcessBuilder command, Duration time)
      throws IOException, InterruptedException {
    // A file and not a pipe is used, since reading a pipe would also wait for child processes.
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
