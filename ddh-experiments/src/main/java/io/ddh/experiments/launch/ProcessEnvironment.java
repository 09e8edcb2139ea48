package io.ddh.experiments.launch;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Settings of the native libraries, which read them when they load. Idle OpenMP and OpenBLAS
 * threads must sleep instead of spinning, which costs a third of the training speed on two cores.
 * Arrays outside the heap are bounded whatever the heap's size: with the launcher's heap of 4 GB
 * the process stays below 12. The backend passes the bound on to ND4J.
 */
public final class ProcessEnvironment {
  /** Bytes of arrays outside the heap. */
  static final String OFF_HEAP = "org.bytedeco.javacpp.maxbytes";

  /** Resident bytes of the process from which arrays are refused. */
  static final String RESIDENT = "org.bytedeco.javacpp.maxphysicalbytes";

  static final long MOST_OFF_HEAP = 4L << 30;

  private ProcessEnvironment() {}

  /** The C library's, on Linux and macOS. */
  interface Unix extends Library {
    int setenv(String name, String value, int overwrite);

    int isatty(int file);
  }

  /** The C runtime's, on Windows; named as there. */
  @SuppressWarnings("MethodName")
  interface Windows extends Library {
    int _putenv_s(String name, String value);

    int _isatty(int file);
  }

  /** Must run before ND4J is touched; the user's own values win. */
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
        Native.load("msvcrt", Windows.class)._putenv_s(name, value);
      } else {
        Native.load("c", Unix.class).setenv(name, value, 0);
      }
    } catch (LinkageError e) {
      System.getLogger(ProcessEnvironment.class.getName())
          .log(System.Logger.Level.INFO, "only slower: " + name + " could not be set", e);
    }
  }

  /**
   * True when standard output is a terminal; {@code System.console()} tells only before Java 22.
   */
  public static boolean outputIsTerminal() {
    try {
      return Platform.isWindows()
          ? Native.load("msvcrt", Windows.class)._isatty(1) != 0
          : Native.load("c", Unix.class).isatty(1) != 0;
    } catch (LinkageError e) {
      return false;
    }
  }
}
