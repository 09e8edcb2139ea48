package io.ddh.data.npy;

import io.ddh.data.BadInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dictionary at the head of a NumPy file: {@code {'descr': '<f4', 'fortran_order': False,
 * 'shape': (3, 4), }}. Only the three keys and the literals that NumPy writes are read.
 *
 * @param descr element type, unchecked
 * @param fortran true when the first index runs fastest
 * @param shape lengths of the axes
 */
public record NpyHeader(String descr, boolean fortran, List<Long> shape) {
  private static final Set<String> KEYS = Set.of("descr", "fortran_order", "shape");

  /**
   * Reads the dictionary.
   *
   * @param file for messages
   * @throws BadInputException if it isn't one that NumPy writes
   */
  public static NpyHeader parse(String file, String text) {
    return new Parser(file, text).header();
  }

  private static final class Parser {
    private final String file;
    private final String text;
    private int at;

    Parser(String file, String text) {
      this.file = file;
      this.text = text;
    }

    NpyHeader header() {
      Map<String, Object> found = new HashMap<>();
      expect('{');
      while (!take('}')) {
        String key = string();
        expect(':');
        if (!KEYS.contains(key) || found.containsKey(key)) {
          throw bad("key '" + key + "'");
        }
        found.put(key, value(key));
        if (!take(',')) {
          expect('}');
          break;
        }
      }
      skip();
      if (at < text.length() || !found.keySet().equals(KEYS)) {
        throw bad("keys " + found.keySet().stream().sorted().toList());
      }
      @SuppressWarnings("unchecked")
      List<Long> shape = (List<Long>) found.get("shape");
      return new NpyHeader(
          (String) found.get("descr"), (Boolean) found.get("fortran_order"), shape);
    }

    private Object value(String key) {
      return switch (key) {
        case "descr" -> string();
        case "shape" -> tuple();
        default -> bool();
      };
    }

    private boolean bool() {
      skip();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw bad(rest());
    }

    private String string() {
      skip();
      char quote = at < text.length() ? text.charAt(at) : 0;
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw bad(rest());
      }
      String s = text.substring(at + 1, end);
      at = end + 1;
      return s;
    }

    private List<Long> tuple() {
      List<Long> values = new ArrayList<>();
      expect('(');
      while (!take(')')) {
        values.add(number());
        if (!take(',')) {
          expect(')');
          break;
        }
      }
      return List.copyOf(values);
    }

    private long number() {
      skip();
      int from = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      // Eighteen digits always fit a long; no array is longer.
      if (at == from || at - from > 18) {
        at = from;
        throw bad(rest());
      }
      return Long.parseLong(text.substring(from, at));
    }

    private void skip() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private boolean take(char c) {
      skip();
      if (at < text.length() && text.charAt(at) == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!take(c)) {
        throw bad(rest());
      }
    }

    private String rest() {
      String rest = text.substring(Math.min(at, text.length())).strip();
      return rest.isEmpty()
          ? "the end"
          : "\"" + rest.substring(0, Math.min(40, rest.length())) + "\"";
    }

    private BadInputException bad(String found) {
      return new BadInputException(
          file
              + ": the header holds "
              + found.replaceAll("\\p{Cntrl}", "?")
              + "; valid: a plain array's {'descr': '<f4', 'fortran_order': False, 'shape': (n, K)}");
    }
  }
}
