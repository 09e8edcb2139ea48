package io.ddh.model.backend;

import io.ddh.core.ComputeBackend;
import io.ddh.core.Parallel;
import io.ddh.model.kernel.ConvKernels;
import io.ddh.model.layer.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;

/** Describes the ND4J backend that is in use. */
public final class Nd4jCompute implements ComputeBackend {
  private static final String OPENBLAS = "/META-INF/maven/org.bytedeco/openblas/pom.properties";

  @Override
  public String name() {
    return Execution.onGpu() ? "nd4j-cuda" : "nd4j-native (CPU)";
  }

  @Override
  public String describe() {
    String layers =
        Execution.chosen() == Execution.KERNELS
            ? "layers by our kernels (" + ConvKernels.chosen().name() + ")"
            : "layers by ND4J's operations";
    return String.join(
        ", ",
        name(),
        Execution.onGpu() ? device() : blas(),
        Parallel.threads() + " threads",
        layers);
  }

  private static String blas() {
    Properties build = new Properties();
    try (InputStream in = Nd4jCompute.class.getResourceAsStream(OPENBLAS)) {
      if (in != null) {
        build.load(in);
      }
    } catch (IOException e) {
      build.clear(); // only the version is left in the text
    }
    String version = build.getProperty("version", "");
    String helpers = Nd4j.getBackend().buildInfo().contains("HAVE_ONEDNN") ? ", oneDNN" : "";
    return ("OpenBLAS " + version.replaceAll("-.*", "")).strip() + helpers;
  }

  private static String device() {
    Object devices =
        Nd4j.getExecutioner().getEnvironmentInformation().get("cuda.devicesInformation");
    if (devices instanceof List<?> list
        && !list.isEmpty()
        && list.get(0) instanceof Map<?, ?> first) {
      return first.get("cuda.deviceName")
          + ", compute capability "
          + first.get("cuda.deviceMajor")
          + "."
          + first.get("cuda.deviceMinor");
    }
    return "unknown device";
  }

  /**
   * Limits the memory of ND4J's arrays, which JavaCPP's own limit does not count. On a GPU, ND4J
   * manages the memory.
   */
  @Override
  public long limitMemory() {
    if (Execution.onGpu()) {
      return 0;
    }
    Nd4j.getEnvironment().setDeviceLimit(0, Pointer.maxBytes());
    return Pointer.maxBytes();
  }

  @Override
  public List<String> notices() {
    return Nd4j.getBackend() instanceof CpuFallback fallback
        ? List.of("no usable CUDA device (" + fallback.reason() + "): running on the CPU")
        : List.of();
  }
}
