package io.ddh.vision.convert;

import io.ddh.core.BadInputException;
import io.ddh.vision.convert.LiteModel.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a TensorFlow Lite file's tensors while its operators are converted one after the
 * other: constants, and the names that computed tensors have in the ONNX file.
 */
final class LiteWiring {
  private final LiteModel model;
  private final List<LiteTensor> tensors;
  private final Map<Integer, String> names = new HashMap<>();

  LiteWiring(LiteModel model) {
    this.model = model;
    this.tensors = new ArrayList<>(model.tensors());
  }

  /** Names a tensor that is computed now. */
  void computes(int index, String name) {
    names.put(index, name);
  }

  /** Makes a tensor a constant. */
  void equate(int index, LiteTensor constant) {
    tensors.set(index, constant);
  }

  LiteTensor tensor(int index) {
    return tensors.get(index);
  }

  LiteTensor input(Operator operator, int i) {
    require(i < operator.inputs().size(), "an operator that lacks an input");
    return tensors.get(operator.inputs().get(i));
  }

  /** The name of an input that was computed before. */
  String computed(Operator operator, int i) {
    input(operator, i);
    return name(operator.inputs().get(i));
  }

  String name(int index) {
    require(names.containsKey(index), "use of what is not computed yet");
    return names.get(index);
  }

  FlatTable options(Operator operator) {
    require(operator.options().isPresent(), "an operator without options");
    return operator.options().get();
  }

  /** Checks that an operator has no activation in it. */
  void plain(Operator operator, int field) {
    require(options(operator).byteValue(field) == 0, "a fused activation");
  }

  void require(boolean condition, String otherwise) {
    if (!condition) {
      throw BadInputException.of("%s: damaged or not supported: %s", model.source(), otherwise);
    }
  }
}
