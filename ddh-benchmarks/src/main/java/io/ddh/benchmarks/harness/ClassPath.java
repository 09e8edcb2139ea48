package io.ddh.benchmarks.harness;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The class path of this program, for child processes. */
public final class ClassPath {
  private ClassPath() {}

  /**
   * Finds the class path: that of the class loader inside {@code exec:java}, otherwise that of the
   * process.
   *
   * @return paths, separated as the platform does
   */
  public static String current() {
    if (!(ClassPath.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> out = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        out.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("class path entry " + url, e);
      }
    }
    return String.join(File.pathSeparator, out);
  }
}
