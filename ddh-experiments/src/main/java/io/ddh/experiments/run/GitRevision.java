package io.ddh.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Revision of the program's own checkout, asked of {@code git}; what the build wrote down
 * otherwise.
 *
 * @param revision commit, or {@code unknown}
 * @param dirty true when files other than results and generated pages differ from it
 */
record GitRevision(String revision, boolean dirty) {
  static final String UNKNOWN = "unknown";

  /**
   * Reads the revision.
   *
   * @param built revision that the build recorded
   */
  static GitRevision read(String built) {
    try {
      CodeSource source = GitRevision.class.getProtectionDomain().getCodeSource();
      if (source != null) {
        Path code = Path.of(source.getLocation().toURI());
        Optional<Path> root = root(code);
        if (root.isPresent()) {
          return ask(root.get()).orElse(new GitRevision(built, false));
        }
      }
    } catch (URISyntaxException | IOException | UncheckedIOException | IllegalArgumentException e) {
      return new GitRevision(built, false); // provenance must never stop a run
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new GitRevision(built, false);
  }

  /** The checkout that the classes lie in; a foreign repository around an installation is none. */
  private static Optional<Path> root(Path code) {
    for (Path at = code.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Files.isRegularFile(at.resolve("ddh-experiments/pom.xml"))
            ? Optional.of(at)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<GitRevision> ask(Path root) throws IOException, InterruptedException {
    Optional<String> head = git(root, "rev-parse", "HEAD");
    Optional<String> changes =
        git(
            root,
            "status",
            "--porcelain",
            "--",
            ":(exclude)results",
            ":(exclude)docs/benchmarks*",
            ":(exclude)docs/performance-step.md",
            ":(exclude)docs/reproduction.md");
    return head.map(h -> new GitRevision(h, !changes.orElse("").isEmpty()));
  }

  private static Optional<String> git(Path root, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(10, TimeUnit.SECONDS);
    return ended && process.exitValue() == 0 ? Optional.of(out.strip()) : Optional.empty();
  }
}
