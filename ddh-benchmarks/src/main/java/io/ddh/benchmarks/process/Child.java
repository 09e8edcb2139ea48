package io.ddh.benchmarks.process;

import io.ddh.experiments.launch.VectorProcess;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that answers a line with a line and sleeps in between. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private Child(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    to = process.outputWriter(StandardCharsets.UTF_8);
    from = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * A JVM with the launcher's settings that runs one of our workers.
   *
   * @param options further JVM options
   * @param threads of the network, and of the native libraries' pools
   * @param arguments kind of worker and its arguments
   */
  public static Child java(List<String> options, int threads, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx4g", "-Djava.awt.headless=true", "-Dddh.threads=" + threads));
    command.addAll(VectorProcess.options());
    command.addAll(options);
    command.addAll(
        List.of("-cp", ClassPath.current(), "io.ddh.benchmarks.BenchmarksMain", "worker"));
    command.addAll(List.of(arguments));
    return new Child(command, Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
  }

  /** Python with one of our scripts. */
  public static Child python(String python, Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python, script.toString()));
    command.addAll(List.of(arguments));
    return new Child(command, Map.of());
  }

  /**
   * Has a line answered.
   *
   * @throws IllegalStateException if the process ended instead; it has said why on standard error
   */
  public WorkerReply ask(String line) {
    try {
      to.write(line);
      to.newLine();
      to.flush();
      for (String read = from.readLine(); read != null; read = from.readLine()) {
        if (WorkerReply.isReply(read)) {
          return WorkerReply.parse(read);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the process ended at: " + line, e);
    }
    throw new IllegalStateException("the process ended at: " + line);
  }

  /** Ends the process: it reads the end of its input. */
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
