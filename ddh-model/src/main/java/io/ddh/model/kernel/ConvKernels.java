package io.ddh.model.kernel;

import io.ddh.core.BadInputException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A factory of kernels that compute the convolution blocks. {@link ConvPool} runs everywhere. Other
 * implementations are found by {@link ServiceLoader}; they may be compiled for Java 25 and its
 * Vector API.
 */
public interface ConvKernels {
  /**
   * System property that says when to use the Vector API. With {@code auto} (the default), the API
   * is used if it is available and expected to be faster. With {@code on}, it is always used, and
   * it is an error if it is unavailable. With {@code off}, it is never used.
   */
  String PROPERTY = "ddh.vector";

  /** Kernels that use plain loops of Java 17 and run everywhere. */
  ConvKernels LOOPS =
      new ConvKernels() {
        @Override
        public String name() {
          return "Java 17 loops";
        }

        @Override
        public boolean faster() {
          return true;
        }

        @Override
        public ConvKernel create(int h, int ci, int k, int co, Lanes lanes) {
          return new ConvPool(h, ci, k, co, lanes);
        }
      };

  /** {@return the name of the kernels for the log, for example {@code Vector API 256 bits}} */
  String name();

  /**
   * {@return true if these kernels are expected to be faster than {@link #LOOPS} on this processor}
   */
  boolean faster();

  /**
   * Creates a kernel for one shape.
   *
   * @param h height and width of the input
   * @param ci number of input channels
   * @param k height and width of the filter
   * @param co number of output channels
   * @param lanes the lanes that divide the images of a batch among themselves
   * @return the kernel
   */
  ConvKernel create(int h, int ci, int k, int co, Lanes lanes);

  /**
   * Chooses the kernels that this process uses.
   *
   * @return the kernels
   * @throws BadInputException if the property {@value #PROPERTY} has an invalid value, or is {@code
   *     on} although the Vector API can't be used
   */
  static ConvKernels chosen() {
    String wanted = System.getProperty(PROPERTY, "auto");
    return switch (wanted) {
      case "auto" -> vector().filter(ConvKernels::faster).orElse(LOOPS);
      case "off" -> LOOPS;
      case "on" ->
          vector()
              .orElseThrow(
                  () ->
                      BadInputException.of(
                          "-D%s=on: the Vector API needs Java 25, a DDH built with Java 25, and"
                              + " --add-modules jdk.incubator.vector",
                          PROPERTY));
      default ->
          throw BadInputException.of(
              "-D%s: '%s' is not valid; valid: auto, on, off", PROPERTY, wanted);
    };
  }

  /**
   * Finds the kernels for the Vector API. Classes compiled for Java 25 are loaded only if Java is
   * new enough and has the Vector API's module.
   */
  private static Optional<ConvKernels> vector() {
    boolean usable =
        Runtime.version().feature() >= 25
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return usable ? ServiceLoader.load(ConvKernels.class).findFirst() : Optional.empty();
  }
}
