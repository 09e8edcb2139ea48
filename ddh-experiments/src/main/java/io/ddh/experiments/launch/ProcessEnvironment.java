package io.ddh.experiments.launch;

import com.sun.jna.Function;
import com.sun.jna.Platform;

/**
 * Settings of the native libraries, which read them when they are loaded. Idle OpenMP and OpenBLAS
 * threads must sleep instead of spinning, which costs a third of the training speed on two cores.
 * Arrays outside the heap have a limit that does not depend on the heap: with the launcher's heap
 * of 4 GB the process stays below 12 GB. The backend passes the limit on to ND4J.
 */
public final class ProcessEnvironment {
  /** Property for the limit of arrays outside the heap, in bytes. */
  static final String OFF_HEAP = "org.bytedeco.javacpp.maxbytes";

  /**
   * Property for the limit of the process's resident memory, in bytes; beyond it arrays are
   * refused.
   */
  static final String RESIDENT = "org.bytedeco.javacpp.maxphysicalbytes";

  static final long MOST_OFF_HEAP = 4L << 30;

  private ProcessEnvironment() {}

  /** Sets everything that the user has not set. Must run before ND4J is loaded. */
  public static void prepare() {
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    limit(OFF_HEAP, MOST_OFF_HEAP);
    limit(RESIDENT, Runtime.getRuntime().maxMemory() + 2 * MOST_OFF_HEAP);
    set("OMP_WAIT_POLICY", "passive");
    set("OPENBLAS_THREAD_TIMEOUT", "4");
  }

  private static void limit(String property, long bytes) {
    // JavaCPP reads the name in two spellings.
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
          .log(System.Logger.Level.INFO, "only slower: " + name + " could not be set", e);
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
