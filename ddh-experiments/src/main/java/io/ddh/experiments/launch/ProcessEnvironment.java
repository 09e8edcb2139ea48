package io.ddh.experiments.launch;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Sets environment variables and properties for the native libraries, which read them when they are
 * loaded. Idle OpenMP and OpenBLAS threads must sleep; by default they spin, which costs a third of
 * the training speed on two cores. Arrays outside the heap get a separate limit, so that the
 * process stays below 12 GB with the launcher's heap of 4 GB. The backend passes this limit on to
 * ND4J.
 */
public final class ProcessEnvironment {
  /** System property with the limit of arrays outside the heap, in bytes. */
  static final String OFF_HEAP = "org.bytedeco.javacpp.maxbytes";

  /**
   * System property with the limit of the process's resident memory, in bytes. Beyond this limit,
   * no more arrays can be allocated outside the heap.
   */
  static final String RESIDENT = "org.bytedeco.javacpp.maxphysicalbytes";

  static final long MOST_OFF_HEAP = 4L << 30;

  private ProcessEnvironment() {}

  /**
   * Sets the variables and properties that the user has not set. Must be called before ND4J is
   * loaded.
   */
  public static void prepare() {
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    limit(OFF_HEAP, MOST_OFF_HEAP);
    limit(RESIDENT, Runtime.getRuntime().maxMemory() + 2 * MOST_OFF_HEAP);
    set("OMP_WAIT_POLICY", "passive");
    set("OPENBLAS_THREAD_TIMEOUT", "4");
  }

  private static void limit(String property, long bytes) {
    // JavaCPP reads the property under two spellings of its name.
    if (System.getProperties().stringPropertyNames().stream()
        .noneMatch(property::equalsIgnoreCase)) {
      System.setProperty(property, Long.toString(bytes));
    }
  }

  private static void set(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    try {
      if (Platform.isWindows()) {
        call("_putenv_s", name, value);
      } else {
        call("setenv", name, value, 0);
      }
    } catch (LinkageError e) {
      System.getLogger(ProcessEnvironment.class.getName())
          .log(System.Logger.Level.INFO, name + " could not be set, so training may be slower", e);
    }
  }

  /**
   * {@return true if standard output is a terminal} From Java 22 on, {@code System.console()} no
   * longer shows this.
   */
  public static boolean outputIsTerminal() {
    try {
      return call(Platform.isWindows() ? "_isatty" : "isatty", 1) != 0;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Calls a function of the C library. */
  private static int call(String function, Object... arguments) {
    return Function.getFunction(Platform.C_LIBRARY_NAME, function).invokeInt(arguments);
  }
}
