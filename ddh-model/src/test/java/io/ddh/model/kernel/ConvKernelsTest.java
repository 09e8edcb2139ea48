package io.ddh.model.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ddh.core.BadInputException;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the class path holds the Java 17 loops only, as this module's does. */
class ConvKernelsTest {
  @BeforeEach
  void loopsOnly() {
    assumeThat(ServiceLoader.load(ConvKernels.class).stream()).isEmpty();
  }

  @AfterEach
  void back() {
    System.clearProperty(ConvKernels.PROPERTY);
  }

  @Test
  void loopsWhereNothingElseIs() {
    assertThat(ConvKernels.chosen().name()).isEqualTo("Java 17 loops");
    System.setProperty(ConvKernels.PROPERTY, "off");
    assertThat(ConvKernels.chosen()).isSameAs(ConvKernels.LOOPS);
  }

  @Test
  void whatCannotBeHadIsRefused() {
    System.setProperty(ConvKernels.PROPERTY, "on");
    assertThatThrownBy(ConvKernels::chosen)
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "-Dddh.vector=on: the Vector API needs Java 25, a DDH built with Java 25, and"
                + " --add-modules jdk.incubator.vector");
    System.setProperty(ConvKernels.PROPERTY, "plain");
    assertThatThrownBy(ConvKernels::chosen)
        .isInstanceOf(BadInputException.class)
        .hasMessage("-Dddh.vector: 'plain' is not valid; valid: auto, on, off");
  }
}
