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

  /** The own loader's inside {@code exec:java}, the process's otherwise. */
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
