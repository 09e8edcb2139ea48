package io.ddh.data.read.numpy;

import io.ddh.core.Shown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/**
 * A restricted version of the library's unpickler. It accepts only the opcodes that arrays need and
 * the names in {@link #ALLOWED}, and uses no reflection. Byte strings are kept as bytes, and every
 * length is checked against the length of the file.
 */
final class StrictUnpickler extends Unpickler {
  private static final Map<String, IObjectConstructor> ALLOWED =
      Map.ofEntries(
          Map.entry("numpy.ndarray", new PickledArray.ArrayClass()),
          Map.entry("numpy.dtype", PickledArray::dtype),
          Map.entry("numpy.core.multiarray._reconstruct", PickledArray::reconstruct),
          Map.entry("numpy.core.multiarray.scalar", PickledArray::scalar),
          Map.entry("numpy.core.numeric._frombuffer", PickledArray::fromBuffer),
          Map.entry("_codecs.encode", PickledArray::encode));

  /**
   * Opcodes that are passed to the library. These are the opcodes for marks, numbers, constants,
   * tuples, lists and the memo, then REDUCE and STOP, and also PROTO, FRAME and READONLY_BUFFER,
   * which have no effect here. Opcodes for sets are not accepted, because building a set computes
   * hash codes, and computing the hash code of a list that contains itself never ends. Opcodes for
   * dictionaries are handled by this class, which accepts only strings as keys.
   */
  private static final String PASSED =
      "(.012JKMGNt)]aehqlr0jR\u0080\u0085\u0086\u0087\u0088\u0089\u008a\u0094\u0095\u0098";

  /**
   * Maximum number of opcodes in a pickle. Each label takes three opcodes if labels are written one
   * by one.
   */
  private static final int MOST_STEPS = 8_000_000;

  private static final int LONGEST_LINE = 256;

  private int steps;

  private PickleInput in() {
    return (PickleInput) input;
  }

  @Override
  protected Object dispatch(short key) throws IOException {
    if (++steps > MOST_STEPS) {
      throw refused("more than " + MOST_STEPS + " steps");
    }
    switch ((char) key) {
      case 'c' -> stack.add(named(line(), line()));
      case 'I' -> stack.add(whole(line()));
      case 'L' -> stack.add(whole(line().replaceFirst("L$", "")));
      case 'F' -> stack.add(Double.parseDouble(line()));
      case 'p' -> memo.put(Integer.parseInt(line()), stack.peek());
      case 'g' -> {
        Object known = memo.get(Integer.parseInt(line()));
        if (known == null) {
          throw new RefusedPickleException("damaged pickle (an unknown memo key)");
        }
        stack.add(known);
      }
      case '\u0093' -> {
        Object name = stack.pop();
        Object module = stack.pop();
        stack.add(named(String.valueOf(module), String.valueOf(name)));
      }
      case 'b' -> {
        Object state = stack.pop();
        PickledArray.setState(stack.peek(), (Object[]) state);
      }
      case 'S' -> stack.add(in().quoted());
      case 'U', 'C' -> stack.add(in().bytes(in().number(1)));
      case 'B', 'T' -> stack.add(in().bytes(in().number(4)));
      case '\u008e', '\u0096' -> stack.add(in().bytes(in().number(8)));
      case 'V' -> stack.add(PickleUtils.decode_unicode_escaped(in().line(Integer.MAX_VALUE / 4)));
      case 'X' -> stack.add(text(in().number(4)));
      case '\u008c' -> stack.add(text(in().number(1)));
      case '\u008d' -> stack.add(text(in().number(8)));
      case '}' -> stack.add(new HashMap<String, Object>());
      case 'd' -> {
        List<?> items = stack.pop_all_since_marker();
        stack.add(new HashMap<String, Object>());
        put(items);
      }
      case 's' -> {
        Object value = stack.pop();
        put(List.of(stack.pop(), value));
      }
      case 'u' -> put(stack.pop_all_since_marker());
      case 'i' -> throw refused(line() + "." + line());
      case 'P', 'Q' -> throw refused("a persistent id");
      case '\u0082', '\u0083', '\u0084' -> throw refused("an extension code");
      default -> {
        if (PASSED.indexOf(key) < 0) {
          throw refused("opcode " + key);
        }
        return super.dispatch(key);
      }
    }
    return NO_RETURN_VALUE;
  }

  /** Adds entries, given as alternating keys and values, to the dictionary on top of the stack. */
  @SuppressWarnings("unchecked") // all maps on the stack were created by this class
  private void put(List<?> items) {
    if (!(stack.peek() instanceof HashMap<?, ?> map) || items.size() % 2 != 0) {
      throw new RefusedPickleException("damaged pickle (an entry without a dictionary)");
    }
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      String name =
          key instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : "";
      name = key instanceof String text ? text : name;
      if (name.isEmpty()) {
        throw refused("a dictionary with keys other than texts");
      }
      ((HashMap<String, Object>) map).put(name, items.get(i + 1));
    }
  }

  private static IObjectConstructor named(String module, String name) {
    IObjectConstructor found =
        ALLOWED.get(module.replace("numpy._core.", "numpy.core.") + "." + name);
    if (found == null) {
      throw refused(module + "." + name);
    }
    return found;
  }

  private static RefusedPickleException refused(String what) {
    return new RefusedPickleException(
        "a pickle that contains '" + Shown.text(what) + "': refused, only NumPy arrays are read");
  }

  private String text(long length) throws IOException {
    return new String(in().bytes(length), StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    return in().line(LONGEST_LINE);
  }

  /** Reads a whole number or a truth value. Old protocols write truth values as 00 and 01. */
  private static Object whole(String text) {
    return text.equals("00") || text.equals("01") ? (Object) text.equals("01") : Long.valueOf(text);
  }
}
