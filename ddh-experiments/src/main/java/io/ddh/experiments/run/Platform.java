package io.ddh.experiments.run;

import io.ddh.core.ComputeBackend;
import io.ddh.core.Parallel;
import io.ddh.core.Services;
import io.ddh.experiments.Provenance.Machine;
import io.ddh.experiments.Provenance.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import smile.manifold.TSNE;
import smile.math.MathEx;

/** Determines facts about the program and the machine. */
public final class Platform {
  private static final List<String> LIBRARIES =
      List.of("org.deeplearning4j/deeplearning4j-nn", "org.nd4j/nd4j-api", "org.bytedeco/openblas");

  private Platform() {}

  /** {@return the program's version, its revision, and whether the checkout has changes} */
  public static Program program() {
    Properties build = properties("io/ddh/experiments/build.properties");
    GitRevision git = GitRevision.read(build.getProperty("revision", GitRevision.UNKNOWN));
    String version = build.getProperty("version", GitRevision.UNKNOWN);
    return new Program(git.dirty(), git.revision(), version);
  }

  /**
   * {@return the machine with its Java, operating system, processor, cores, largest heap in MiB,
   * and the settings that limit threads}
   */
  public static Machine machine() {
    return new Machine(
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        cpu(),
        Runtime.getRuntime().maxMemory() >> 20,
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        System.getenv().getOrDefault("OMP_NUM_THREADS", ""),
        System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", ""),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        Parallel.threads());
  }

  private static String cpu() {
    Path file = Path.of("/proc/cpuinfo");
    String unknown = System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", GitRevision.UNKNOWN);
    return line(file, "model name")
        .map(l -> l.substring(l.indexOf(':') + 1))
        .orElse(unknown)
        .strip();
  }

  /**
   * {@return the highest resident memory of this process so far, in MiB; −1 if the system does not
   * report it}
   */
  public static long peakMemoryMb() {
    return status("VmHWM:");
  }

  /**
   * {@return the current resident memory of this process, in MiB; −1 if the system does not report
   * it}
   */
  public static long residentMemoryMb() {
    return status("VmRSS:");
  }

  private static long status(String key) {
    return line(Path.of("/proc/self/status"), key)
        .map(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10)
        .orElse(-1L);
  }

  private static Optional<String> line(Path file, String start) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(l -> l.startsWith(start)).findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // missing provenance must never stop a run
    }
  }

  /**
   * {@return the versions of the libraries on which the numbers depend, as stated in their jars}
   */
  static Map<String, String> libraries() {
    Map<String, String> out = new TreeMap<>();
    for (String library : LIBRARIES) {
      Optional.ofNullable(
              properties("META-INF/maven/" + library + "/pom.properties").getProperty("version"))
          .ifPresent(version -> out.put(library.substring(library.indexOf('/') + 1), version));
    }
    // The jars of Smile contain a manifest, but no file of Maven.
    Map.of("smile-core", TSNE.class, "smile-math", MathEx.class)
        .forEach(
            (library, type) ->
                Optional.ofNullable(type.getPackage().getImplementationVersion())
                    .ifPresent(version -> out.put(library, version)));
    return out;
  }

  /**
   * Returns the name of the backend that computes the networks; {@code none} if there is no
   * backend.
   */
  static String backend() {
    return compute().map(ComputeBackend::name).orElse("none");
  }

  /**
   * {@return one line that describes the backend that computes the networks} The line is {@code
   * none} if there is no backend. The first call loads the backend's libraries.
   */
  public static String backendDescription() {
    return compute().map(ComputeBackend::describe).orElse("none");
  }

  /** {@return notes for the user about the choice of the backend, one line each} */
  public static List<String> backendNotices() {
    return compute().map(ComputeBackend::notices).orElse(List.of());
  }

  /**
   * Limits the memory that networks use outside the heap; see {@link ComputeBackend#limitMemory}.
   */
  static void limitMemory() {
    compute().ifPresent(ComputeBackend::limitMemory);
  }

  private static Optional<ComputeBackend> compute() {
    return Services.load(ComputeBackend.class).stream().findFirst();
  }

  private static Properties properties(String resource) {
    Properties out = new Properties();
    try (InputStream in = Platform.class.getClassLoader().getResourceAsStream(resource)) {
      if (in != null) {
        out.load(in);
      }
    } catch (IOException e) {
      out.clear(); // missing provenance must never stop a run
    }
    return out;
  }
}
