package io.ddh.core;

import java.util.List;

/**
 * The library that computes the networks on this machine, described for logs and result files.
 * Found through {@link java.util.ServiceLoader}. The first call of any method may load native
 * libraries.
 */
public interface ComputeBackend {
  /** {@return the library and kind of device, for example {@code nd4j-native (CPU)}} */
  String name();

  /** {@return one line: library, device, helper libraries, threads and what computes the layers} */
  String describe();

  /**
   * {@return the lines that the user should see, for example why a GPU is not used; usually empty}
   */
  List<String> notices();

  /**
   * Refuses arrays outside the Java heap from now on, once they take as many bytes as JavaCPP's
   * property {@code org.bytedeco.javacpp.maxbytes} says, by default as many as the heap may take.
   *
   * @return the limit; 0: there is none
   */
  default long limitMemory() {
    return 0;
  }
}
