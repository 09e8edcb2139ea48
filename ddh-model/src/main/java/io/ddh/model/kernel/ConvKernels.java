package io.ddh.model.kernel;

import io.ddh.core.BadInputException;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A way to compute the convolution blocks. {@link ConvPool} runs everywhere; others are found by
 * ServiceLoader and may be compiled for Java 25 with its Vector API.
 */
public interface ConvKernels {
  /**
   * System property: {@code auto} (or not set) takes the Vector API where it can be used and was
   * found to be faster, {@code on} where it can be used, {@code off} never.
   */
  String PROPERTY = "ddh.vector";

  /** The kernels of Java 17. */
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

  /** {@return the for the log, for example {@code Vector API 256 bits}} */
  String name();

  /** {@return true if these are expected to beat {@link #LOOPS} on this processor} */
  boolean faster();

  /**
   * A kernel for one shape.
   *
   * @param h side of the input
   * @param ci channels in
   * @param k side of the convolution's kernel
   * @param co channels out
   * @param lanes lanes that share a batch
   * @return the kernel
   */
  ConvKernel create(int h, int ci, int k, int co, Lanes lanes);

  /**
   * The kernels of this process.
   *
   * @return the kernels
   * @throws BadInputException if the property has another value, or is {@code on} where the Vector
   *     API can't be used
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
                          "-D%s=on: the Vector API needs Java 25, a build made with it and"
                              + " --add-modules jdk.incubator.vector",
                          PROPERTY));
      default ->
          throw BadInputException.of(
              "-D%s: '%s' is none of 'auto', 'on' and 'off'", PROPERTY, wanted);
    };
  }

  /** Nothing compiled for Java 25 is touched unless Java is as new and has the module. */
  private static Optional<ConvKernels> vector() {
    boolean usable =
        Runtime.version().feature() >= 25
            && ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return usable ? ServiceLoader.load(ConvKernels.class).findFirst() : Optional.empty();
  }
}
