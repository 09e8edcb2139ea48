package io.ddh.vision.model;

import io.ddh.vision.model.ModelDescriptor.Input;
import io.ddh.vision.model.ModelDescriptor.Order;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** Runs a stored network once, on an empty image. */
public final class ModelTrial {
  private ModelTrial() {}

  /**
   * Runs a network, and compares its input and outputs with what is known of it.
   *
   * @param store the networks
   * @param name name of a network
   * @return the shapes of its outputs, without the number of images
   * @throws io.ddh.core.BadInputException if the network is missing, damaged or exchanged, can't be
   *     run, or has other inputs or outputs
   */
  public static List<List<Integer>> run(ModelStore store, String name) {
    Path file = store.require(name);
    ModelDescriptor model = store.list().get(name);
    Input input = model.input();
    int side = input.side();
    boolean planes = input.order() == Order.PLANES;
    long[] image = planes ? new long[] {1, 3, side, side} : new long[] {1, side, side, 3};
    long[] any = image.clone();
    any[0] = TensorSpec.ANY;
    List<TensorSpec> outputs =
        model.output().shapes().stream()
            .map(ModelTrial::batch)
            .map(s -> new TensorSpec("", s))
            .toList();
    try (OnnxNetwork network = OnnxNetwork.open(file, new TensorSpec("", any), outputs)) {
      network.run(new float[3 * side * side], image);
    }
    return model.output().shapes();
  }

  private static long[] batch(List<Integer> shape) {
    LongStream own = shape.stream().mapToLong(Integer::longValue);
    return LongStream.concat(LongStream.of(TensorSpec.ANY), own).toArray();
  }
}
