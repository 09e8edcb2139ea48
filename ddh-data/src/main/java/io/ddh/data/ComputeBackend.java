package io.ddh.data;

import java.util.List;

/**
 * What computes the networks on this machine, for logs and result files. Found through {@link
 * java.util.ServiceLoader}. The first call of any method may load native libraries.
 */
public interface ComputeBackend {
  /** Library and kind of device, for example {@code nd4j-native (CPU)}. */
  String name();

  /** One line: library, device, helpers, threads and who computes the layers. */
  String describe();

  /** Lines that the user should see, for example why a GPU is not used; mostly none. */
  List<String> notices();
}
