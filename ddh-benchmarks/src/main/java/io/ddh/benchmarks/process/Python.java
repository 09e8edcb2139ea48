package io.ddh.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Finds a Python that has a module, and lays our scripts out as files. */
public final class Python {
  private static final List<String> USUAL = List.of("python3", "/usr/bin/python3");

  private Python() {}

  /**
   * The first that can import the module.
   *
   * @param given the only one to try; empty: the usual ones
   */
  public static Optional<String> with(String module, String given) {
    List<String> candidates = given.isEmpty() ? USUAL : List.of(given);
    return candidates.stream().filter(python -> imports(python, module)).findFirst();
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

  /** Writes a script of ours into a folder. */
  public static Path script(String name, Path folder) throws IOException {
    Path out = folder.resolve(name);
    try (InputStream in = Python.class.getResourceAsStream("/io/ddh/benchmarks/" + name)) {
      Files.createDirectories(folder);
      Files.copy(in, out, StandardCopyOption.REPLACE_EXISTING);
    }
    return out;
  }
}
