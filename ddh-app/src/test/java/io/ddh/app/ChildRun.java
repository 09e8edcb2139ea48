package io.ddh.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** {@code ddh run} in a JVM of its own, which can be killed. */
final class ChildRun {
  /** Keeps a state after every epoch; one thread, small and quick to start. */
  private static final List<String> JVM =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Djava.awt.headless=true",
          "-Dddh.vector=off",
          "-Dddh.threads=1",
          "-Dddh.checkpoint.seconds=0");

  private final Process process;
  private final List<String> output = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch cells = new CountDownLatch(1);
  private final Thread reader;

  private ChildRun(Process process) {
    this.process = process;
    reader = new Thread(this::read, "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts one.
   *
   * @param folder with {@code e.yaml}, whose profile {@code p} is run into {@code results} and
   *     {@code work}
   * @param before put in front of the command, for example a shell's; empty: none
   */
  static ChildRun start(Path folder, List<String> before) throws IOException {
    List<String> command = new ArrayList<>(before);
    command.addAll(command(List.of("run", "--config", "e.yaml", "--profile", "p")));
    return new ChildRun(
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start());
  }

  /** Command line of a process that runs {@code ddh} with these arguments. */
  static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), DdhMain.class.getName()));
    command.addAll(arguments);
    return command;
  }

  /** Starts one with the folder's file written first. */
  static ChildRun start(Path folder, String yaml) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("e.yaml"), yaml);
    return start(folder, List.of());
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        output.add(line);
        if (line.contains("cells to run")) {
          ready.countDown();
        }
        if (line.startsWith("[4/4] ")) {
          cells.countDown();
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      output.add(e.toString()); // killed
    } finally {
      ready.countDown();
      cells.countDown();
    }
  }

  /** Waits until all input is checked and the first cell is about to start, or the end. */
  void awaitReady() throws InterruptedException {
    ready.await();
  }

  /** Waits until the last of four cells is made, or the end. */
  void awaitCells() throws InterruptedException {
    cells.await();
  }

  /** Kills it after so long, with no chance to clean up; false if it ended before. */
  boolean killAfter(Duration time) throws InterruptedException {
    if (process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    process.destroyForcibly().waitFor();
    reader.join();
    return true;
  }

  /** Waits for the end and gives the exit code. */
  int code() throws InterruptedException {
    process.waitFor();
    reader.join();
    return process.exitValue();
  }

  /** All lines so far. */
  String output() {
    synchronized (output) {
      return String.join("\n", output);
    }
  }
}
