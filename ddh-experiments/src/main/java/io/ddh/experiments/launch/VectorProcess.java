package io.ddh.experiments.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts a second JVM if the first one runs without the module of the Vector API. The packaged
 * launcher adds the module; Maven's {@code exec:java} and a plain {@code java -cp} do not.
 */
public final class VectorProcess {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String KERNELS = "META-INF/services/io.ddh.model.kernel.ConvKernels";
  private static final String SWITCH = "ddh.vector"; // ConvKernels.PROPERTY
  private static final int OLDEST = 25;

  private VectorProcess() {}

  /**
   * Runs the program in a second JVM that has the module and shares this JVM's input and output. No
   * JVM is started if this JVM has the module, or if a second JVM could not use the module.
   *
   * @param main class whose {@code main} method is run
   * @param arguments arguments of the program
   * @return the exit code; empty if this JVM is to run the program itself
   */
  public static OptionalInt run(Class<?> main, String... arguments) {
    boolean gain =
        !options().isEmpty()
            && ModuleLayer.boot().findModule(MODULE).isEmpty()
            && !System.getProperty(SWITCH, "").equals("off");
    return gain ? OptionalInt.of(runChild(command(main, arguments))) : OptionalInt.empty();
  }

  /**
   * {@return the JVM options that the Vector API needs; none if this Java or this build can't use
   * it}
   */
  public static List<String> options() {
    boolean usable =
        Runtime.version().feature() >= OLDEST
            && ModuleFinder.ofSystem().find(MODULE).isPresent()
            && VectorProcess.class.getClassLoader().getResource(KERNELS) != null;
    return usable ? List.of("--add-modules", MODULE) : List.of();
  }

  private static List<String> command(Class<?> main, String... arguments) {
    List<String> out = new ArrayList<>();
    out.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("-X") || a.startsWith("-D"))
        .forEach(out::add);
    // Maven sets properties of its command line itself, so they are not among the arguments of its
    // JVM.
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("ddh."))
        .sorted()
        .forEach(name -> out.add("-D" + name + "=" + System.getProperty(name)));
    out.addAll(options());
    out.addAll(List.of("-cp", classPath(main.getClassLoader())));
    out.add(main.getName());
    out.addAll(List.of(arguments));
    return out;
  }

  /**
   * {@return the class path for a child process: inside {@code exec:java}, the class path of the
   * given class loader, otherwise that of this process}
   *
   * @param loader class loader of the program's classes
   */
  public static String classPath(ClassLoader loader) {
    if (!(loader instanceof URLClassLoader own)) {
      return System.getProperty("java.class.path");
    }
    return Stream.of(own.getURLs())
        .map(url -> Path.of(URI.create(url.toString())).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static int runChild(List<String> command) {
    try {
      Process child = new ProcessBuilder(command).inheritIO().start();
      // A signal that ends this process must also end the child, and the child must clean up first.
      Thread hook = new Thread(() -> end(child), "end-child");
      Runtime.getRuntime().addShutdownHook(hook);
      return child.onExit().join().exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void end(Process child) {
    child.destroy();
    child.onExit().join();
  }
}
