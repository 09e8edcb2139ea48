package io.ddh.benchmarks;

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
import java.util.concurrent.TimeUnit;

/**
 * One side of a comparison: a child process that replies to each request line with one line and is
 * idle in between.
 */
final class Side implements AutoCloseable {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  private Side(List<String> command, Object[] arguments, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(command);
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
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
   * @param worker class of the worker
   * @param arguments of its constructor
   */
  static Side java(List<String> options, int threads, Class<?> worker, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx4g", "-Djava.awt.headless=true", "-Dddh.threads=" + threads));
    command.addAll(VectorProcess.options());
    command.addAll(options);
    command.addAll(List.of("-cp", VectorProcess.classPath(Side.class.getClassLoader())));
    command.addAll(List.of(BenchmarksMain.class.getName(), "worker", worker.getName()));
    return new Side(command, arguments, Map.of("OMP_NUM_THREADS", Integer.toString(threads)));
  }

  /** Starts a script in the first Python that can import the module; null if there is none. */
  static Side python(Options options, String module, String script, Object... arguments)
      throws IOException {
    for (String python : options.python.isEmpty() ? USUAL : List.of(options.python)) {
      if (imports(python, module)) {
        Path file = options.work.resolve(script);
        try (InputStream in = Side.class.getResourceAsStream(script)) {
          Files.createDirectories(options.work);
          Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return new Side(List.of(python, file.toString()), arguments, Map.of());
      }
    }
    return null;
  }

  private static boolean imports(String python, String module) {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import " + module)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.onExit().completeOnTimeout(process, 60, TimeUnit.SECONDS).join();
      return !process.isAlive() && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  /**
   * Sends a request and waits for the reply.
   *
   * @param line the request, one line
   * @return the reply
   * @throws IllegalStateException if the process ended instead; its standard error says why
   */
  Reply request(String line) {
    try {
      to.write(line + "\n");
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
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
