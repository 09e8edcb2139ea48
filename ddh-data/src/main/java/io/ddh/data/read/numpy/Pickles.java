package io.ddh.data.read.numpy;

import io.ddh.core.Reason;
import io.ddh.core.npy.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.razorvine.pickle.PickleException;

/**
 * Reads pickles of NumPy arrays, as written by Python 2 and 3 (protocols 0 to 5). A pickle is a
 * program, so reading one may be dangerous. This reader lets a pickle build only numbers, strings,
 * lists, tuples, dictionaries and arrays. A pickle that names anything else is refused with a
 * message that contains the name, and nothing is executed.
 */
public final class Pickles {
  private static final List<String> IN_LETTERS = List.of("(cnumpy", "(lp0\ncnumpy", "]q\0(cnumpy");

  private Pickles() {}

  /**
   * {@return whether a file begins like a pickle of arrays}
   *
   * @param head the file's first bytes
   */
  public static boolean isOne(byte[] head) {
    boolean binary = head.length > 2 && (head[0] & 255) == 0x80 && head[1] >= 2 && head[1] <= 5;
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return binary || IN_LETTERS.stream().anyMatch(text::startsWith);
  }

  /**
   * Reads one pickle. Numbers are returned as {@link Number}, byte strings as {@code byte[]},
   * strings as {@link String}, tuples as {@code Object[]}, lists as {@link List}, dictionaries
   * whose keys are strings as {@link java.util.Map}, and arrays as {@link NdArray}.
   *
   * @param in a stream, positioned at the start of the pickle
   * @param length number of bytes in the stream; no part of the pickle may be longer
   * @return the value that was pickled
   * @throws IOException with a short reason if the pickle is damaged or truncated, or contains
   *     anything that is not accepted
   */
  public static Object read(InputStream in, long length) throws IOException {
    try (PickleInput bounded = new PickleInput(in, length)) {
      return PickledArray.finished(new StrictUnpickler().load(bounded));
    } catch (RefusedPickleException e) {
      throw new IOException(e.getMessage(), e);
    } catch (PickleException e) {
      throw new IOException("damaged pickle: " + Reason.of(e), e);
    } catch (RuntimeException e) { // the library throws these for damaged data
      throw new IOException("damaged pickle", e);
    }
  }
}
