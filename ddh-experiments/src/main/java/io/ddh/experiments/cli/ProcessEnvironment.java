package io.ddh.experiments.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Settings of the native libraries, which read the process environment when they load: idle OpenMP
 * and OpenBLAS threads must sleep instead of spinning (a third of the training speed on two cores).
 */
final class ProcessEnvironment {
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
  static void prepare() {
    System.setProperty("org.bytedeco.javacpp.logger", "slf4j");
    set("OMP_WAIT_POLICY", "passive");
    set("OPENBLAS_THREAD_TIMEOUT", "4");
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

  /** True when standard output is a terminal; {@code System.console()} says so only before 22. */
  static boolean outputIsTerminal() {
    try {
      return Platform.isWindows()
          ? Native.load("msvcrt", Windows.class)._isatty(1) != 0
          : Native.load("c", Unix.class).isatty(1) != 0;
    } catch (LinkageError e) {
      return false;
    }
  }
}
