package io.ddh.data.read.numpy;

import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.razorvine.pickle.IObjectConstructor;

/** An array under construction. NumPy pickles an array as an empty array followed by its state. */
final class PickledArray {
  private Optional<NdArray> done = Optional.empty();

  /** An element type under construction. */
  static final class Type {
    private NpyType type;

    Type(NpyType type) {
      this.type = type;
    }
  }

  /** The class {@code numpy.ndarray}. A pickle may name this class but not call it. */
  static final class ArrayClass implements IObjectConstructor {
    @Override
    public Object construct(Object[] args) {
      throw new RefusedPickleException("a pickle that calls numpy.ndarray: refused");
    }
  }

  /**
   * Implements {@code numpy.core.multiarray._reconstruct(ndarray, (0,), b'b')}, which creates an
   * empty array.
   */
  static Object reconstruct(Object[] args) {
    if (args.length != 3 || !(args[0] instanceof ArrayClass)) {
      throw new RefusedPickleException("a pickle with objects other than numpy.ndarray: refused");
    }
    return new PickledArray();
  }

  /** Implements {@code numpy.dtype('u1', False, True)}, which creates an element type. */
  static Object dtype(Object[] args) {
    try {
      return new Type(NpyType.of(args.length == 0 ? "" : text(args[0])));
    } catch (IOException e) {
      throw new RefusedPickleException("a pickle with " + e.getMessage());
    }
  }

  /**
   * Implements {@code numpy.core.multiarray.scalar(dtype, bytes)}, which creates a single number.
   */
  static Object scalar(Object[] args) {
    NdArray one = array((Type) args[0], new int[0], false, (byte[]) args[1]);
    if (!one.type().isNumber()) {
      return one.text(0);
    }
    double value = one.number(0);
    boolean whole = !one.type().isFloating() && Math.abs(value) < 0x1p53;
    return whole ? (Number) (long) value : (Number) value;
  }

  /**
   * Implements {@code numpy.core.numeric._frombuffer(bytes, dtype, shape, order)}, which creates an
   * array in protocol 5.
   */
  static Object fromBuffer(Object[] args) {
    boolean fortran = text(args[3]).equals("F");
    PickledArray out = new PickledArray();
    out.done = Optional.of(array((Type) args[1], shape(args[2]), fortran, (byte[]) args[0]));
    return out;
  }

  /**
   * Implements {@code _codecs.encode('…', 'latin1')}, by which Python 3 writes bytes in the old
   * protocols.
   */
  static Object encode(Object[] args) {
    if (args.length != 2 || !text(args[1]).replace("-", "").equals("latin1")) {
      throw new RefusedPickleException("a pickle with texts not encoded by latin1: refused");
    }
    return ((String) args[0]).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Applies the opcode BUILD, which sets the state of an array or an element type. */
  static void setState(Object target, Object[] state) {
    if (target instanceof Type type) {
      String order = text(state[1]);
      if (state[2] != null || state.length > 4 && state[4] != null) {
        throw new RefusedPickleException("a pickle with several fields per element: refused");
      }
      type.type =
          type.type.with(order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    } else if (target instanceof PickledArray array) {
      if (!(state[4] instanceof byte[] data)) {
        throw new RefusedPickleException("a pickle with an array of Python objects: refused");
      }
      boolean fortran = state[3] instanceof Boolean b ? b : ((Number) state[3]).intValue() != 0;
      array.done = Optional.of(array((Type) state[2], shape(state[1]), fortran, data));
    } else {
      throw new RefusedPickleException("a pickle that builds objects other than arrays: refused");
    }
  }

  private static NdArray array(Type type, int[] shape, boolean fortran, byte[] data) {
    try {
      return new NdArray(type.type, shape, fortran, data);
    } catch (IOException e) {
      throw new RefusedPickleException("damaged pickle (" + e.getMessage() + ")");
    }
  }

  private static int[] shape(Object tuple) {
    return Arrays.stream((Object[]) tuple)
        .mapToInt(length -> Math.toIntExact(((Number) length).longValue()))
        .toArray();
  }

  /** Returns a short string. In a pickle of Python 2, the string is stored as bytes. */
  private static String text(Object value) {
    return value instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : (String) value;
  }

  /**
   * Replaces arrays under construction by finished arrays, including those within tuples, lists and
   * dictionaries.
   */
  static Object finished(Object value) throws IOException {
    return finished(value, 0);
  }

  private static Object finished(Object value, int depth) throws IOException {
    if (depth > 8) {
      throw new IOException("a pickle with too deeply nested lists: refused");
    }
    if (value instanceof PickledArray array) {
      return array.done.orElseThrow(
          () -> new IOException("damaged pickle (an array without state)"));
    }
    if (value instanceof Object[] tuple) {
      return ((List<?>) finished(Arrays.asList(tuple), depth)).toArray();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> out = new TreeMap<>();
      for (Map.Entry<?, ?> e : map.entrySet()) {
        out.put((String) e.getKey(), finished(e.getValue(), depth + 1));
      }
      return out;
    }
    if (value instanceof List<?> list) {
      List<Object> out = new ArrayList<>(list.size());
      for (Object item : list) {
        out.add(finished(item, depth + 1));
      }
      return out;
    }
    return value;
  }
}
