package io.ddh.model.backend;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.cuda.global.cusolver;
import org.bytedeco.javacpp.Loader;

/**
 * Finds out whether ND4J's CUDA library can work on this machine. The probe uses NVIDIA's libraries
 * only, because ND4J's library prints stack traces or ends the process if it can't work.
 */
final class CudaProbe {
  // nd4j-cuda-11.6 1.0.0-M2.1 holds machine code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and
  // 8.6,
  // which runs on later minor versions too. It holds no PTX that a driver could compile for others.
  private static final int OLDEST = 37;
  private static final int TOO_NEW = 90;

  private static final Pattern MISSING_LIBRARY =
      Pattern.compile("(\\S+): cannot open shared object file");

  private CudaProbe() {}

  /** Returns why no GPU can be used; empty if the first GPU can be used. */
  static Optional<String> obstacle() {
    try {
      int[] count = new int[1];
      int error = cudart.cudaGetDeviceCount(count);
      if (error != cudart.cudaSuccess || count[0] == 0) {
        return Optional.of(
            error == cudart.cudaSuccess
                ? "the driver lists no device"
                : cudart.cudaGetErrorString(error).getString());
      }
      Loader.load(cublas.class);
      Loader.load(cusolver.class);
      return unsupported(
          attribute(cudart.cudaDevAttrComputeCapabilityMajor),
          attribute(cudart.cudaDevAttrComputeCapabilityMinor));
    } catch (LinkageError e) {
      return Optional.of(reason(e));
    }
  }

  private static int attribute(int which) {
    int[] value = new int[1];
    cudart.cudaDeviceGetAttribute(value, which, 0);
    return value[0];
  }

  /** Returns why a device with this compute capability can't be used; empty if it can. */
  static Optional<String> unsupported(int major, int minor) {
    int version = 10 * major + minor;
    if (version >= OLDEST && version < TOO_NEW) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the first device has compute capability %d.%d, but ND4J's CUDA 11.6 library has code"
                + " for 3.7 to 8.x only",
            major,
            minor));
  }

  /**
   * Returns which library is missing or, for other errors, the first line of the root cause's
   * message.
   */
  static String reason(Throwable error) {
    String text = "";
    for (Throwable t = error; t != null; t = t.getCause()) {
      String message = t.getMessage() == null ? text : t.getMessage();
      Matcher missing = MISSING_LIBRARY.matcher(message);
      if (missing.find()) {
        return "library " + missing.group(1) + " not found";
      }
      text = message;
    }
    return text.lines().findFirst().orElse("unknown error");
  }
}
