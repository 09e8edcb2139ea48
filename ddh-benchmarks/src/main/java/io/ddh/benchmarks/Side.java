package io.ddh.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One side of a comparison. A side is a child process that answers each one-line request with a
 * one-line reply and is idle in between.
 */
final class Side implements AutoCloseable {
  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;

  Side(List<String> command, Object[] arguments, Map<String, String> environment)
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

  /** Returns true if a program runs and ends without an error. */
  static boolean runs(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
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
   * @throws IllegalStateException if the process ended without a reply; its standard error says why
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
      throw new UncheckedIOException("the process ended during the request: " + line, e);
    }
    throw new IllegalStateException("the process ended during the request: " + line);
  }

  /** Ends the process by closing its input. */
  @Override
  public void close() throws IOException {
    to.close();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
