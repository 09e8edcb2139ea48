package io.ddh.model.kernel;

import java.util.List;
import java.util.ServiceLoader;

/**
 * A way to compute the convolution blocks. {@link ConvPool} runs everywhere; others are found by
 * ServiceLoader and may be compiled for Java 25 with its Vector API.
 */
public interface ConvKernels {
  /** System property; the value {@code plain} keeps to {@link ConvPool}. */
  String PROPERTY = "ddh.kernel";

  /** The kernels of Java 17. */
  ConvKernels PLAIN =
      new ConvKernels() {
        @Override
        public String name() {
          return "plain";
        }

        @Override
        public ConvKernel create(int h, int ci, int k, int co, Lanes lanes) {
          return new ConvPool(h, ci, k, co, lanes);
        }
      };

  /** For the log, for example {@code vector 256}. */
  String name();

  /**
   * A kernel for one shape.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the convolution's kernel
   * @param co channels out
   */
  ConvKernel create(int h, int ci, int k, int co, Lanes lanes);

  /**
   * The kernels of this process. Nothing compiled for the Vector API is loaded unless Java is 25 or
   * newer and was started with {@code --add-modules jdk.incubator.vector}.
   */
  static ConvKernels chosen() {
    boolean vectors =
        Runtime.version().feature() >= 25
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (!vectors || System.getProperty(PROPERTY, "").equals("plain")) {
      return PLAIN;
    }
    List<ConvKernels> found =
        ServiceLoader.load(ConvKernels.class).stream().map(ServiceLoader.Provider::get).toList();
    return found.isEmpty() ? PLAIN : found.get(0);
  }
}
