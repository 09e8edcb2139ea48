package io.ddh.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the implementations of an interface that is meant for extension. The implementations are
 * listed in files {@code META-INF/services/<the interface's full name>} on the class path, one
 * class per line. An entry that can't be loaded causes an error that names the file; no entry is
 * skipped silently.
 */
public final class Services {
  private static final String FOLDER = "META-INF/services/";

  /**
   * Interfaces that were once in {@code io.ddh.data}; service files under their old names are
   * refused.
   */
  private static final List<Class<?>> MOVED =
      List.of(HashMethod.class, FeatureMethod.class, DatasetReader.class, ComputeBackend.class);

  private Services() {}

  /**
   * Creates one instance of every implementation, in the order of the class path and of the lines
   * in the service files.
   *
   * @param <T> type of the interface
   * @param contract the interface whose implementations are wanted
   * @return one instance per implementation
   * @throws BadInputException if a service file has the interface's old name, or names a class that
   *     is missing, can't be loaded or instantiated, or doesn't implement the interface
   */
  public static <T> List<T> load(Class<T> contract) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return load(contract, context == null ? ClassLoader.getSystemClassLoader() : context);
  }

  /**
   * Creates one instance of every implementation, as {@link #load(Class)} does, but on the class
   * path of the given loader.
   *
   * @param <T> type of the interface
   * @param contract the interface whose implementations are wanted
   * @param from class loader that finds the service files and the classes
   * @return one instance per implementation
   */
  public static <T> List<T> load(Class<T> contract, ClassLoader from) {
    if (MOVED.contains(contract)) {
      for (URL file : files("io.ddh.data." + contract.getSimpleName(), from)) {
        throw BadInputException.of(
            "%s: the name of this service file is outdated; valid: %s%s",
            place(file), FOLDER, contract.getName());
      }
    }
    try {
      return ServiceLoader.load(contract, from).stream().map(ServiceLoader.Provider::get).toList();
    } catch (ServiceConfigurationError | LinkageError e) {
      throw new BadInputException(
          culprit(contract, from, e)
              + "; valid: public classes that implement "
              + contract.getName()
              + ", with a public constructor without arguments; one class per line",
          e);
    }
  }

  /** Says which service file, and which class in it, made the service loader fail, and why. */
  private static String culprit(Class<?> contract, ClassLoader from, Error error) {
    String said = String.valueOf(error.getMessage());
    for (URL file : files(contract.getName(), from)) {
      for (String name : lines(file)) {
        String why = problem(contract, name, from);
        if (why.isEmpty() && said.contains(name)) {
          why = "can't be instantiated: " + Optional.ofNullable(error.getCause()).orElse(error);
        }
        if (!why.isEmpty()) {
          return place(file) + ": " + name + " " + why;
        }
      }
    }
    return FOLDER + contract.getName() + ": " + said;
  }

  private static String problem(Class<?> contract, String name, ClassLoader from) {
    try {
      Class<?> found = Class.forName(name, false, from);
      return contract.isAssignableFrom(found) ? "" : "is not a " + contract.getSimpleName();
    } catch (ClassNotFoundException e) {
      return "is not on the class path";
    } catch (LinkageError e) {
      return "can't be loaded: " + e;
    }
  }

  private static List<String> lines(URL file) {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<URL> files(String contract, ClassLoader from) {
    try {
      return Collections.list(from.getResources(FOLDER + contract));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Formats a file's URL as a path; a file in a jar becomes {@code lib/x.jar!/META-INF/…}. */
  private static String place(URL file) {
    String text = file.toString();
    String url = text.startsWith("jar:") ? text.substring(4) : text;
    int inner = url.indexOf('!');
    String outer = inner < 0 ? url : url.substring(0, inner);
    try {
      return Path.of(URI.create(outer)) + (inner < 0 ? "" : url.substring(inner));
    } catch (IllegalArgumentException e) {
      return text; // the URL is not that of a local file
    }
  }
}
