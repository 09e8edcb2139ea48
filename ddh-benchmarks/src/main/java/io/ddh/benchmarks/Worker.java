package io.ddh.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Runs a worker in a child process. A worker is an object whose methods handle requests, one at a
 * time. A request consists of the name of a method and its arguments; the method returns the values
 * of the reply.
 */
final class Worker {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Worker() {}

  /**
   * Handles requests until the input ends.
   *
   * @param type class of the worker, which has one constructor
   * @param words arguments of the constructor as text
   */
  static void run(Class<?> type, List<String> words) throws Throwable {
    Object worker = make(type, words.iterator());
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Reply.line(handle(worker, line)));
    }
  }

  /**
   * Handles a request.
   *
   * @param request name of a method and its arguments
   * @return the values of the reply
   */
  static Map<?, ?> handle(Object worker, String request) throws Throwable {
    Iterator<String> words = List.of(request.split(" ")).iterator();
    String name = words.next();
    for (Method method : worker.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && !Modifier.isPrivate(method.getModifiers())) {
        return (Map<?, ?>) call(LOOKUP.unreflect(method).bindTo(worker), words);
      }
    }
    throw new IllegalArgumentException("unknown request: " + request);
  }

  private static Object make(Class<?> type, Iterator<String> words) throws Throwable {
    return call(LOOKUP.unreflectConstructor(type.getDeclaredConstructors()[0]), words);
  }

  /**
   * Calls a constructor or method with arguments converted from words. Each parameter takes one
   * word; a record takes one word for each of its components.
   */
  private static Object call(MethodHandle target, Iterator<String> words) throws Throwable {
    List<Object> arguments = new ArrayList<>();
    for (Class<?> type : target.type().parameterList()) {
      arguments.add(type.isRecord() ? make(type, words) : JSON.convertValue(words.next(), type));
    }
    return target.invokeWithArguments(arguments);
  }

  /** Returns the seconds since {@code start}, a value of {@code System.nanoTime()}. */
  static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
