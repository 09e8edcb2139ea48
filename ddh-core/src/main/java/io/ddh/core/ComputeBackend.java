package io.ddh.core;

import java.util.List;

/**
 * The library that runs the neural networks on this machine, described for logs and result files.
 * Implementations are found through {@link java.util.ServiceLoader}. The first call of any method
 * may load native libraries.
 */
public interface ComputeBackend {
  /** {@return the library and kind of device, for example {@code nd4j-native (CPU)}} */
  String name();

  /**
   * {@return one line that names the library, the device, helper libraries, the number of threads
   * and the code that computes the layers}
   */
  String describe();

  /**
   * {@return messages that the user should see, one per line, for example why a GPU is not used;
   * usually empty}
   */
  List<String> notices();

  /**
   * Limits the memory for arrays outside the Java heap. After this call, an array that would exceed
   * the limit is refused. The limit is JavaCPP's property {@code org.bytedeco.javacpp.maxbytes}, by
   * default the maximum size of the Java heap.
   *
   * @return the limit in bytes; 0 if there is no limit
   */
  default long limitMemory() {
    return 0;
  }
}
