package io.ddh.vision.convert;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A TensorFlow Lite file with a single graph, as {@code schema.fbs} of TensorFlow describes it.
 *
 * @param source name of the file for messages
 * @param tensors all tensors; operators refer to them by their index
 * @param operators the operators in the order in which they are computed
 * @param input index of the input
 * @param outputs indices of the outputs
 */
record LiteModel(
    String source,
    List<LiteTensor> tensors,
    List<Operator> operators,
    int input,
    List<Integer> outputs) {
  private static final String MARK = "TFL3";

  /**
   * An operator.
   *
   * @param code number of the operator in TensorFlow Lite's schema
   * @param inputs indices of its inputs, which have been checked
   * @param output index of its output
   * @param options its table of options, if it has one
   */
  record Operator(int code, List<Integer> inputs, int output, Optional<FlatTable> options) {}

  /**
   * Reads a file.
   *
   * @throws BadInputException if the file is damaged or not a TensorFlow Lite file
   */
  static LiteModel read(String source, byte[] file) {
    FlatTable root = FlatTable.root(source, file, MARK);
    FlatTable[] graphs = root.tables(2);
    if (graphs.length != 1) {
      throw BadInputException.of("%s: %d graphs, valid: 1", source, graphs.length);
    }
    FlatTable graph = graphs[0];
    List<LiteTensor> tensors = tensors(graph, root.tables(4), file.length);
    int[] codes =
        Arrays.stream(root.tables(1))
            .mapToInt(code -> Math.max(code.byteValue(0), code.integer(3, 0)))
            .toArray();
    List<Operator> operators = new ArrayList<>();
    for (FlatTable operator : graph.tables(3)) {
      int code = codes[index(source, operator.integer(0, 0), codes.length)];
      List<Integer> outputs = indices(operator, 2, tensors.size());
      if (outputs.size() != 1) {
        throw BadInputException.of(
            "%s: has an operator with %d outputs; valid: 1 output", source, outputs.size());
      }
      List<Integer> inputs = indices(operator, 1, tensors.size());
      operators.add(new Operator(code, inputs, outputs.get(0), operator.table(4)));
    }
    List<Integer> inputs = indices(graph, 1, tensors.size());
    if (inputs.size() != 1) {
      throw BadInputException.of("%s: %d inputs, valid: 1", source, inputs.size());
    }
    return new LiteModel(
        source, tensors, operators, inputs.get(0), indices(graph, 2, tensors.size()));
  }

  /** Reads the tensors. In an intact file, each constant has bytes of its own. */
  private static List<LiteTensor> tensors(FlatTable graph, FlatTable[] buffers, int length) {
    String source = graph.source();
    List<LiteTensor> tensors = new ArrayList<>();
    long bytes = 0;
    for (FlatTable tensor : graph.tables(0)) {
      FlatTable buffer = buffers[index(source, tensor.integer(2, 0), buffers.length)];
      byte[] data = buffer.byteVector(0);
      bytes += data.length;
      if (bytes > length) {
        throw BadInputException.of("%s: damaged: constants overlap", source);
      }
      tensors.add(new LiteTensor(source, tensor.integers(0), tensor.byteValue(1), data));
    }
    return tensors;
  }

  private static List<Integer> indices(FlatTable table, int field, int size) {
    return Arrays.stream(table.integers(field))
        .mapToObj(i -> index(table.source(), i, size))
        .toList();
  }

  private static int index(String source, int index, int size) {
    if (index < 0 || index >= size) {
      throw BadInputException.of(
          "%s: damaged: it refers to element %d of a list of %d elements", source, index, size);
    }
    return index;
  }
}
