package io.ddh.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Formats values for messages, briefly and so that the reader can recognize their types. */
public final class Shown {
  private static final int LONGEST = 60;
  private static final int NAMES = 20;

  private Shown() {}

  /**
   * {@return a formatted string, which is the same in every locale}
   *
   * @param format see {@link String#format(Locale, String, Object...)}
   * @param values the values to insert
   */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * {@return a string on one line, cut if it is too long; tabs are shown as arrows} A string is too
   * long if it has more than {@value #LONGEST} characters.
   *
   * @param text any string
   */
  public static String text(String text) {
    String plain = text.replace('\t', '→').replaceAll("\\p{Cntrl}+", " ").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST - 1) + "…" : plain;
  }

  /**
   * {@return a string in which SHA-256 digests are cut to their first ten digits}
   *
   * @param text any string
   */
  public static String digests(String text) {
    return text.replaceAll("\\b([0-9a-f]{10})[0-9a-f]{54}\\b", "$1…");
  }

  /**
   * {@return the first few names, separated by commas} At most {@value #NAMES} names are shown.
   *
   * @param names any number of names
   */
  public static String names(List<String> names) {
    String head = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return names.size() > NAMES ? head + ", …" : head;
  }

  /**
   * Shows a value from a settings file or an option, with a hint about what may be wrong with it.
   *
   * @param wanted an example of a valid value
   * @param value a string, number, truth value, list or map
   * @return the value, on one line
   */
  public static String value(Object wanted, Object value) {
    if (value instanceof String text) {
      return textFor(wanted, text);
    }
    String shown = text(String.valueOf(value));
    if (wanted instanceof List && !(value instanceof Map)) {
      return shown + "; write a list in brackets: [" + shown + "]";
    }
    if (value instanceof List<?> list) {
      return shown + ", a list" + (list.size() == 1 ? ": leave out the brackets" : "");
    }
    if (value instanceof Map) {
      return shown + ", a mapping";
    }
    if (wanted instanceof Integer && value instanceof Double real && real == Math.rint(real)) {
      return shown + ": write it as a whole number";
    }
    return shown;
  }

  private static String textFor(Object wanted, String value) {
    String plain = value.strip();
    if (plain.isEmpty()) {
      return "nothing";
    }
    String shown = '"' + text(value) + '"';
    if (wanted instanceof List) {
      String glued = plain.startsWith("-") ? "; a space is missing after the dash" : "";
      return shown
          + (glued.isEmpty() ? "; write a list in brackets: [" + text(plain) + "]" : glued);
    }
    if (wanted instanceof Map) {
      return shown
          + (plain.matches("[\\w.+-]+:\\S.*") ? ": a space is missing after the colon" : "");
    }
    if (wanted instanceof Boolean && plain.matches("(?i)true|false")
        || wanted instanceof Number && isNumber(plain)) {
      return shown + ", a string: leave out the quotes";
    }
    if (wanted instanceof Boolean && plain.matches("(?i)yes|on|y|no|off|n")) {
      return shown + ": write " + plain.matches("(?i)y.*|on");
    }
    if (wanted instanceof Number && isNumber(plain.replaceAll("[,;]$", ""))) {
      return shown + ": leave out what follows the number";
    }
    return text(value);
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?([0-9]{1,18}(\\.[0-9]{0,18})?|\\.[0-9]{1,18})([eE][-+]?[0-9]{1,3})?");
  }
}
