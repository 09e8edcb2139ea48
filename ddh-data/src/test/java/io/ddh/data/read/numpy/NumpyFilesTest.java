package io.ddh.data.read.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.npy.NdArray;
import io.ddh.data.read.NumpyFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that NumPy wrote (src/test/reference/numpy_files.py), and files that nobody should read.
 */
class NumpyFilesTest {
  private static Object unpickle(byte[] bytes) throws IOException {
    return Pickles.read(new ByteArrayInputStream(bytes), bytes.length);
  }

  private static Object[] pair(String name) throws IOException {
    Object value = unpickle(NumpyFiles.bytes(name));
    return value instanceof List<?> list ? list.toArray() : (Object[]) value;
  }

  private static double[] numbers(Object value) {
    NdArray array = (NdArray) value;
    return IntStream.range(0, array.size()).mapToDouble(array::number).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "python2-u1-0",
        "python2-u1-1",
        "python2-u1-2",
        "python3-u1-0",
        "python3-u1-1",
        "python3-u1-2",
        "python3-f8-3",
        "python2-big-endian-1"
      })
  void pickledPairs(String name) throws IOException {
    Object[] pair = pair(name);
    assertThat(pair).hasSize(2);
    assertThat(((NdArray) pair[0]).shapeText()).isEqualTo("5x12");
    assertThat(numbers(pair[0])).isEqualTo(IntStream.range(0, 60).asDoubleStream().toArray());
    assertThat(numbers(pair[1])).containsExactly(0, 1, 2, 0, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"python2-f4-0", "python2-f4-1", "python2-f4-2"})
  void floatingPoint(String name) throws IOException {
    double[] expected = IntStream.range(0, 48).mapToDouble(i -> (i + 200) % 256).toArray();
    assertThat(numbers(pair(name)[0])).isEqualTo(expected);
  }

  @Test
  void otherLabelsAndOrders() throws IOException {
    assertThat((List<?>) pair("python2-list-2")[1])
        .extracting(n -> ((Number) n).intValue())
        .isEqualTo(List.of(0, 1, 2, 0, 1));
    assertThat((List<?>) pair("python2-list-0")[1])
        .extracting(n -> ((Number) n).doubleValue())
        .isEqualTo(List.of(0.0, 1.0, 2.0, 0.0, 1.0));
    assertThat((List<?>) pair("python2-scalars-2")[1])
        .extracting(n -> ((Number) n).intValue())
        .isEqualTo(List.of(0, 1, 2, 0, 1));
    NdArray fortran = (NdArray) pair("python2-fortran-2")[0];
    assertThat(fortran.stride(0)).isEqualTo(1);
    assertThat(fortran.stride(1)).isEqualTo(5);
    assertThat(fortran.number(1)).isEqualTo(12);
  }

  @Test
  void npyFiles() throws IOException {
    for (String type : List.of("u1", "u2", "i4", "f2", "f8", "b1", "fortran")) {
      NdArray array = npy(NumpyFiles.bytes("npy-" + type));
      assertThat(array.shapeText()).isEqualTo("2x3x4");
      for (int i = 0; i < 24; i++) {
        int place =
            (int)
                (i / 12 * array.stride(0) + i / 4 % 3 * array.stride(1) + i % 4 * array.stride(2));
        assertThat(array.number(place)).as(type).isEqualTo(type.equals("b1") ? i % 2 : i);
      }
    }
    NdArray text = npy(NumpyFiles.bytes("npy-text"));
    assertThat(List.of(text.text(0), text.text(1), text.text(2))).containsExactly("Ödön", "李", "a");
    assertThat(npy(NumpyFiles.bytes("npy-bytes")).text(1)).isEqualTo("c");
    assertThat(npy(NumpyFiles.bytes("npy-one")).number(0)).isEqualTo(7.5);
  }

  private static NdArray npy(byte[] bytes) throws IOException {
    return NdArray.read(new ByteArrayInputStream(bytes));
  }

  private static void refused(String pickle, String reason) {
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> unpickle(bytes))
        .as(pickle)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  /** What runs a command in Python, and other ways to ask for more than arrays. */
  @Test
  void anythingElseIsRefusedByName() {
    refused("cposix\nsystem\n(S'echo'\ntR.", "contains 'posix.system': refused");
    refused("\u0080\u0004\u008c\u0005posix\u008c\u0006system\u0093.", "'posix.system'");
    refused("(iposix\nsystem\n.", "'posix.system'");
    refused("c__builtin__\neval\n(S'1'\ntR.", "'__builtin__.eval'");
    refused("cbuiltins\nset\n.", "'builtins.set'");
    refused("cnumpy\nload\n.", "'numpy.load'");
    refused("cdecimal\nDecimal\n(S'1'\ntR.", "'decimal.Decimal'");
    refused("Pid\n.", "'a persistent id'");
    refused("\u0082\u0001.", "'an extension code'");
    refused("(dI1\nI2\ns.", "a dictionary with keys other than texts");
    refused("}(X\1\0\0\0a\u0085u.", "damaged pickle");
    refused("}q\0X\1\0\0\0ah\0s.", "a pickle with too deeply nested lists");
    refused("cnumpy\nndarray\n(tR.", "calls numpy.ndarray");
    refused(
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\ndtype\n(tS'b'\ntR.",
        "objects other than numpy.ndarray");
    refused("cnumpy\ndtype\n(S'O8'\ntR.", "elements of type 'O8'");
    refused("c_codecs\nencode\n(Vx\nVrot13\ntR.", "not encoded by latin1");
  }

  @Test
  void claimsAreNotBelieved() {
    refused("T\u00ff\u00ff\u00ff\u007f", "a part has 2147483647 bytes, but 0 are left");
    refused("B\u00ff\u00ff\u00ff\u00ff", "a part has 4294967295 bytes");
    refused("\u008e\0\0\0\0\0\0\0\u0080", "truncated or damaged");
    refused("", "premature end");
    refused("I" + "9".repeat(1000) + "\n.", "a line of more than 256 bytes");
    refused("S'no end", "without quotes");
    refused(".", "damaged pickle");
    refused("t.", "damaged pickle");
    refused("(ttt.", "damaged pickle");
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (String name : List.of("python2-u1-0", "python2-u1-2", "python3-f8-3")) {
      byte[] whole = NumpyFiles.bytes(name);
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> unpickle(part)).isInstanceOf(IOException.class);
      }
    }
    byte[] whole = NumpyFiles.bytes("npy-i4");
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> npy(part)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void badHeaders() {
    String good = "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }";
    for (String bad :
        List.of(
            good.replace("|u1", "|O"),
            good.replace("|u1", "<f3"),
            good.replace("(1, 2)", "(99999, 99999)"),
            good.replace("(1, 2)", "(99999999999,)"),
            good.replace("(1, 2)", "(-1, 2)"),
            good.replace("'shape'", "'form'"),
            good.replace("False", "Maybe"))) {
      byte[] header = bad.getBytes(StandardCharsets.US_ASCII);
      byte[] file = new byte[10 + header.length + 2];
      byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0};
      System.arraycopy(magic, 0, file, 0, 10);
      System.arraycopy(header, 0, file, 10, header.length);
      assertThatThrownBy(() -> npy(file)).as(bad).isInstanceOf(IOException.class);
    }
  }
}
