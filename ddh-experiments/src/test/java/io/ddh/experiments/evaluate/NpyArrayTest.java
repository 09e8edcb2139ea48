package io.ddh.experiments.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyArrayTest {
  private static final int MINUS = 0xFF;

  @Test
  void readsEachTypeAsPythonStoresIt() {
    assertThat(Npy.array("|u1", "(1, 2)", 200, 1).data().number(0, 0)).isEqualTo(200);
    assertThat(Npy.array("|b1", "(1, 2)", 0, 1).data().number(0, 1)).isEqualTo(1);
    assertThat(Npy.array("|i1", "(1, 2)", MINUS, 1).data().number(0, 0)).isEqualTo(-1);
    assertThat(Npy.array("<i2", "(1, 1)", 0xFE, MINUS).data().number(0, 0)).isEqualTo(-2);
    assertThat(Npy.array("<u2", "(1, 1)", 0xFE, MINUS).data().number(0, 0)).isEqualTo(65534);
    assertThat(Npy.array(">i2", "(1, 1)", 1, 2).data().integer(0, 0)).isEqualTo(258);
    assertThat(Npy.array("<i4", "(1,)", 1, 2, 0, 0).data().integer(0)).isEqualTo(513);
    assertThat(Npy.array("<u4", "(1,)", MINUS, MINUS, MINUS, MINUS).data().integer(0))
        .isEqualTo(4294967295L);
    assertThat(
            Npy.array("<i8", "(1,)", MINUS, MINUS, MINUS, MINUS, MINUS, MINUS, MINUS, MINUS)
                .data()
                .integer(0))
        .isEqualTo(-1);
    // IEEE 754: 1.0f = 3F800000, -1.0 = BFF0000000000000.
    assertThat(Npy.array("<f4", "(1, 1)", 0, 0, 0x80, 0x3F).data().number(0, 0)).isEqualTo(1);
    // IEEE 754 half: -2.0 = C000.
    assertThat(Npy.array("<f2", "(1, 1)", 0, 0xC0).data().number(0, 0)).isEqualTo(-2);
    assertThat(Npy.array("<f8", "(1, 1)", 0, 0, 0, 0, 0, 0, 0xF0, 0xBF).data().number(0, 0))
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }",
        "  { \"shape\":(2L,3L,) ,'fortran_order' :False,'descr':'|u1'} \n",
      })
  void readsAHeaderWhateverItsOrderAndBlanks(String header) {
    NpyArray array = Npy.parse(Npy.file(header, 1, 2, 3, 4, 5, 6));
    assertThat(array.data().shapeText()).isEqualTo("2x3");
    assertThat(array.data().number(1, 2)).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void readsAllFormatVersions(int version) {
    byte[] file = Npy.file(version, Npy.header("|u1", "False", "(2, 3)"), 1, 2, 3, 4, 5, 6);
    NpyArray array = Npy.parse(file);
    assertThat(array.data().shapeText()).isEqualTo("2x3");
    assertThat(array.data().number(1, 0)).isEqualTo(4);
  }

  @Test
  void readsFortranOrder() {
    byte[] file = Npy.file(Npy.header("<i2", "True", "(2, 3)"), 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6, 0);
    NpyArray array = Npy.parse(file);
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        assertThat(array.data().number(i, k)).isEqualTo(3 * i + k + 1);
      }
    }
  }

  @Test
  void refusesEveryTruncation() {
    byte[] file = Npy.file(2, Npy.header("<i2", "False", "(2, 1)"), 1, 0, 2, 0);
    assertThat(Npy.parse(file).data().shapeText()).isEqualTo("2x1");
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> Npy.parse(cut))
          .as("cut to %d", length)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("x.npy")
          .hasMessageContaining("valid");
    }
    byte[] longer = Arrays.copyOf(file, file.length + 1);
    assertThatThrownBy(() -> Npy.parse(longer))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("trailing bytes behind the array of shape 2x1; valid");
  }

  @Test
  void refusesAHeaderLengthBomb() {
    byte[] file = Npy.file(2, Npy.header("|u1", "False", "(1,)"), 1);
    Arrays.fill(file, 8, 12, (byte) 0xFF);
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("claims 4294967295 bytes");
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
  void refusesAShapeThatTheDataDoNotFill(String shape) {
    byte[] file = Npy.file(Npy.header("|u1", "False", shape), 1, 1, 1);
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x.npy: ")
        .hasMessageContaining("shape " + shape.replaceAll("[() ]", "").replace(',', 'x'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<c8", "|O", "<U1", "|S2", "<i3", ""})
  void refusesOtherTypes(String descr) {
    byte[] file = Npy.file(Npy.header(descr, "False", "(0,)"));
    assertThatThrownBy(() -> Npy.parse(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x.npy: ")
        .hasMessageContaining("<f4");
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
  void refusesOtherHeaders(String header) {
    assertThatThrownBy(() -> Npy.parse(Npy.file(header, 1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("x.npy: the header holds")
        .hasMessageContaining("valid");
  }

  @Test
  void refusesWhatIsNoNumpyFile() {
    assertThatThrownBy(() -> NpyArray.read(Path.of("no-such.npy")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no-such.npy: no such file");
    assertThatThrownBy(() -> Npy.parse(new byte[100]))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("isn't a NumPy file");
    byte[] four = Npy.file(4, Npy.header("|u1", "False", "(1,)"), 1);
    assertThatThrownBy(() -> Npy.parse(four))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("version 4.0");
  }
}
