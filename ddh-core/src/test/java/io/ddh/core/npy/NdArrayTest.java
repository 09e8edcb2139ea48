package io.ddh.core.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdArrayTest {
  private static final int MINUS = 0xFF;

  @Test
  void readsEachTypeAsPythonStoresIt() throws IOException {
    assertThat(Npy.array("|u1", "(1, 2)", 200, 1).number(0, 0)).isEqualTo(200);
    assertThat(Npy.array("|b1", "(1, 2)", 0, 1).number(0, 1)).isEqualTo(1);
    assertThat(Npy.array("|i1", "(1, 2)", MINUS, 1).number(0, 0)).isEqualTo(-1);
    assertThat(Npy.array("<i2", "(1, 1)", 0xFE, MINUS).number(0, 0)).isEqualTo(-2);
    assertThat(Npy.array("<u2", "(1, 1)", 0xFE, MINUS).number(0, 0)).isEqualTo(65534);
    assertThat(Npy.array(">i2", "(1, 1)", 1, 2).integer(0, 0)).isEqualTo(258);
    assertThat(Npy.array("<i4", "(1,)", 1, 2, 0, 0).integer(0)).isEqualTo(513);
    assertThat(Npy.array("<u4", "(1,)", MINUS, MINUS, MINUS, MINUS).integer(0))
        .isEqualTo(4294967295L);
    assertThat(
            Npy.array("<i8", "(1,)", MINUS, MINUS, MINUS, MINUS, MINUS, MINUS, MINUS, MINUS)
                .integer(0))
        .isEqualTo(-1);
    // IEEE 754: 1.0f = 3F800000, -1.0 = BFF0000000000000.
    assertThat(Npy.array("<f4", "(1, 1)", 0, 0, 0x80, 0x3F).number(0, 0)).isEqualTo(1);
    // IEEE 754 half: -2.0 = C000.
    assertThat(Npy.array("<f2", "(1, 1)", 0, 0xC0).number(0, 0)).isEqualTo(-2);
    assertThat(Npy.array("<f8", "(1, 1)", 0, 0, 0, 0, 0, 0, 0xF0, 0xBF).number(0, 0)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }",
        "  { \"shape\":(2L,3L,) ,'fortran_order' :False,'descr':'|u1'} \n",
      })
  void readsAHeaderWhateverItsOrderAndBlanks(String header) throws IOException {
    NdArray array = Npy.parse(Npy.file(header, 1, 2, 3, 4, 5, 6));
    assertThat(array.shapeText()).isEqualTo("2x3");
    assertThat(array.number(1, 2)).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void readsAllFormatVersions(int version) throws IOException {
    byte[] file = Npy.file(version, Npy.header("|u1", "False", "(2, 3)"), 1, 2, 3, 4, 5, 6);
    NdArray array = Npy.parse(file);
    assertThat(array.shapeText()).isEqualTo("2x3");
    assertThat(array.number(1, 0)).isEqualTo(4);
  }

  @Test
  void readsFortranOrder() throws IOException {
    byte[] file = Npy.file(Npy.header("<i2", "True", "(2, 3)"), 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6, 0);
    NdArray array = Npy.parse(file);
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(array.number(i, k)).isEqualTo(3 * i + k + 1);
      }
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] file = Npy.file(2, Npy.header("<i2", "False", "(2, 1)"), 1, 0, 2, 0);
    assertThat(Npy.parse(file).shapeText()).isEqualTo("2x1");
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Npy.parse(cut))
          .as("cut to %d", length)
          .isInstanceOf(IOException.class);
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertThatThrownBy(() -> Npy.parse(longer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("trailing bytes after the array of shape 2x1");
  }

  @Test
  void refusesAHeaderLengthBomb() throws IOException {
    byte[] file = Npy.file(2, Npy.header("|u1", "False", "(1,)"), 1);
    Arrays.fill(file, 8, 12, (byte) 0xFF);
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header of 4294967295 bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(4294967296, 4294967296)",
        "(999999999999999999, 999999999999999999)",
        "(0, 99999999999)",
        "(3, 3)",
        "(1, 2)"
      })
  void refusesAShapeThatTheDataDoNotFill(String shape) throws IOException {
    byte[] file = Npy.file(Npy.header("|u1", "False", shape), 1, 1, 1);
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("shape " + shape.replaceAll("[() ]", "").replace(',', 'x'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<c8", "|O", "<i3", ""})
  void refusesOtherTypes(String descr) throws IOException {
    byte[] file = Npy.file(Npy.header(descr, "False", "(0,)"));
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("(?s).*valid: .*(integers|numbers).*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|u1', 'fortran_order': 0, 'shape': (1,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1000000000000000000,)}",
        "{'descr': '|u1', 'fortran_order': False}",
        "{'descr': '|u1', 'descr': '|u1', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1,)} x",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1,), 'more': 'x'}",
        "{'descr': '|u1",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (,)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1 1)}",
        "'descr': '|u1', 'fortran_order': False, 'shape': (1,)}",
        "{",
        ""
      })
  void refusesOtherHeaders(String header) throws IOException {
    assertThatThrownBy(() -> Npy.parse(Npy.file(header, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bad header: found");
  }

  @Test
  void refusesWhatIsNoNumpyFile() throws IOException {
    assertThatThrownBy(() -> Npy.parse(new byte[100]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a NumPy file");
    byte[] four = Npy.file(4, Npy.header("|u1", "False", "(1,)"), 1);
    assertThatThrownBy(() -> Npy.parse(four))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 4.0");
  }
}
