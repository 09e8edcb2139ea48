package io.ddh.experiments.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Revision of the program's own checkout, asked of {@code git}; what the build wrote down
 * otherwise.
 *
 * @param revision commit, or {@code unknown}
 * @param dirty true when files other than results and generated pages differ from it
 */
record GitRevision(String revision, boolean dirty) {
  static final String UNKNOWN = "unknown";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

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
    return output(process, TIMEOUT);
  }

  /** What a process prints; empty if it fails, or takes longer than the time given and is ended. */
  static Optional<String> output(Process process, Duration time)
      throws IOException, InterruptedException {
    CompletableFuture<byte[]> out = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream in = process.getInputStream()) {
                out.complete(in.readAllBytes());
              } catch (IOException e) {
                out.completeExceptionally(e);
              }
            },
            "ddh-git");
    reader.setDaemon(true);
    reader.start(); // reading here would wait as long as the process, or a child of it, lives
    try {
      String text =
          new String(out.get(time.toMillis(), TimeUnit.MILLISECONDS), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(text.strip()) : Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
