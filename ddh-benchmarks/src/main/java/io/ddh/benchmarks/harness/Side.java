package io.ddh.benchmarks.harness;

import io.ddh.experiments.launch.VectorProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One side of a comparison: a child process that replies to each request line with one line and is
 * idle in between.
 */
public final class Side implements AutoCloseable {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private Side(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    to = process.outputWriter(StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts a JVM with the launcher's settings that runs a worker.
   *
   * @param options additional JVM options
   * @param threads threads of the network and of the native libraries' pools
   * @param arguments the kind of worker, followed by its arguments
   */
  static Side java(List<String> options, int threads, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx4g", "-Djava.awt.headless=true", "-Dddh.threads=" + threads));
    command.addAll(VectorProcess.options());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            VectorProcess.classPath(Side.class.getClassLoader()),
            "io.ddh.benchmarks.BenchmarksMain",
            "worker"));
    command.addAll(arguments);
    return new Side(command, Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
  }

  /**
   * Starts a script in the first Python that can import the module.
   *
   * @param given the only Python to try; empty: the usual ones
   * @param folder receives the script
   */
  static Optional<Side> python(
      String given, String module, String script, Path folder, List<String> arguments)
      throws IOException {
    Optional<String> python =
        (given.isEmpty() ? USUAL : List.of(given))
            .stream().filter(candidate -> imports(candidate, module)).findFirst();
    if (python.isEmpty()) {
      return Optional.empty();
    }
    Path file = folder.resolve(script);
    try (InputStream in = Side.class.getResourceAsStream("/io/ddh/benchmarks/" + script)) {
      Files.createDirectories(folder);
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(List.of(python.get(), file.toString()));
    command.addAll(arguments);
    return Optional.of(new Side(command, Map.of()));
  }

  private static boolean imports(String python, String module) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import " + module)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Sends a request and waits for the reply.
   *
   * @param line the request, one line
   * @return the reply
   * @throws IllegalStateException if the process ended instead; its standard error says why
   */
  public Reply request(String line) {
    try {
      to.write(line);
      to.newLine();
      to.flush();
      for (String read = from.readLine(); read != null; read = from.readLine()) {
        if (Reply.isReply(read)) {
          return Reply.parse(read);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the process ended at: " + line, e);
    }
    throw new IllegalStateException("the process ended at: " + line);
  }

  /** Ends the process by closing its input. */
  @Override
  public void close() throws IOException {
    to.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
