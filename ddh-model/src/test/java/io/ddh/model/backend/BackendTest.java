package io.ddh.model.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ddh.core.BadInputException;
import io.ddh.core.ComputeBackend;
import io.ddh.model.layer.Execution;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class BackendTest {
  private static ComputeBackend backend() {
    return ServiceLoader.load(ComputeBackend.class).findFirst().orElseThrow();
  }

  @Test
  void saysWhatComputes() {
    assumeThat(Execution.onGpu()).isFalse();
    assertThat(backend().name()).isEqualTo("nd4j-native (CPU)");
    assertThat(backend().describe())
        .matches(
            "nd4j-native \\(CPU\\), OpenBLAS 0\\.\\S+(, oneDNN)?, \\d+ threads,"
                + " layers by our kernels \\((Java 17 loops|Vector API \\d+ bits)\\)");
  }

  @Test
  void anArrayBeyondTheLimitIsRefusedAndOneWithinIsNot() {
    assumeThat(Execution.onGpu()).isFalse();
    long limit = backend().limitMemory();
    assertThat(limit).isEqualTo(Pointer.maxBytes()).isPositive();
    long tooMany = limit / Float.BYTES + 1;
    assertThatThrownBy(() -> Nd4j.createUninitialized(DataType.FLOAT, tooMany))
        .hasMessageContaining("Requested amount exceeds HOST device limits");
    assertThat(Nd4j.create(DataType.FLOAT, 1000).length()).isEqualTo(1000);
  }

  /** Runs in a CUDA build only: {@code mvn -Pcuda … test} on a machine without a GPU. */
  @Test
  void aCudaBuildWithoutADeviceSaysWhy() {
    assumeThat(ServiceLoader.load(org.nd4j.linalg.factory.Nd4jBackend.class).stream())
        .anyMatch(b -> b.type() == CpuFallback.class);
    assumeThat(Execution.onGpu()).isFalse();
    assertThat(backend().notices())
        .singleElement()
        .asString()
        .startsWith("no usable CUDA device (")
        .endsWith("): running on the CPU")
        .doesNotContain("\n");
  }

  @Test
  void layersAreChosenByName() {
    assumeThat(Execution.onGpu()).isFalse();
    System.setProperty(Execution.PROPERTY, "nd4j");
    try {
      assertThat(Execution.chosen()).isEqualTo(Execution.OPERATIONS);
      assertThat(backend().describe()).endsWith("layers by ND4J's operations");
      System.setProperty(Execution.PROPERTY, "gpu");
      assertThatThrownBy(Execution::chosen)
          .isInstanceOf(BadInputException.class)
          .hasMessage("-Dddh.layers: 'gpu' is not valid; valid: kernels, nd4j");
    } finally {
      System.clearProperty(Execution.PROPERTY);
    }
  }

  @Test
  void devicesWithoutCodeForThemAreRefused() {
    assertThat(CudaProbe.unsupported(3, 5)).isPresent();
    assertThat(CudaProbe.unsupported(3, 7)).isEmpty();
    assertThat(CudaProbe.unsupported(8, 9)).isEmpty();
    assertThat(CudaProbe.unsupported(9, 0))
        .hasValue(
            "the first device has compute capability 9.0, but ND4J's CUDA 11.6 library has code for"
                + " 3.7 to 8.x only");
  }

  @Test
  void aMissingLibraryIsNamedInOneLine() {
    Throwable inner =
        new UnsatisfiedLinkError(
            "/some/cache/libjnicudart.so: libcuda.so.1: cannot open shared object file: No such");
    Throwable outer = new NoClassDefFoundError("Could not initialize class cudart");
    outer.initCause(inner);
    assertThat(CudaProbe.reason(outer)).isEqualTo("library libcuda.so.1 not found");
    assertThat(CudaProbe.reason(new UnsatisfiedLinkError("first\nsecond"))).isEqualTo("first");
    assertThat(CudaProbe.reason(new UnsatisfiedLinkError())).isEqualTo("unknown error");
  }
}
