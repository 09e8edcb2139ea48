package io.ddh.vision.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An ONNX file that is being made, node by node: operator set 13, IR version 7. The numbers of the
 * fields are those of {@code onnx.proto3}. Tensors are named by what makes them.
 */
final class OnnxGraph {
  /** An axis of any length: the number of images. */
  static final long ANY = -1;

  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;
  private static final int INTEGER_ATTRIBUTE = 2;
  private static final int TEXT_ATTRIBUTE = 3;
  private static final int INTEGERS_ATTRIBUTE = 7;

  private final ProtoMessage graph = new ProtoMessage();
  private int count;

  /** The element types of {@code TensorProto} that the converters use. */
  enum Element {
    FLOAT(1, 4),
    UINT8(2, 1),
    INT64(7, 8),
    FLOAT16(10, 2);

    final int code;
    final int bytes;

    Element(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }
  }

  /** Adds a constant. {@code data} holds its values row by row, little-endian. */
  String constant(Element type, byte[] data, long... shape) {
    String name = "constant_" + count++;
    ProtoMessage tensor = new ProtoMessage();
    for (long axis : shape) {
      tensor.number(1, axis);
    }
    graph.message(5, tensor.number(2, type.code).text(8, name).bytes(9, data));
    return name;
  }

  /** Adds a constant whose values are converted to 32-bit floats when the file is opened. */
  String cast(Element type, byte[] data, long... shape) {
    String name = constant(type, data, shape);
    return type == Element.FLOAT
        ? name
        : node("Cast", List.of(name), integer("to", Element.FLOAT.code));
  }

  String floats(float[] values, long... shape) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      data.putFloat(value);
    }
    return constant(Element.FLOAT, data.array(), shape);
  }

  String longs(long... values) {
    ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      data.putLong(value);
    }
    return constant(Element.INT64, data.array(), values.length);
  }

  /** Adds a node with one output, and returns the output's name. */
  String node(String operator, List<String> inputs, ProtoMessage... attributes) {
    String output = operator + "_" + count++;
    node(operator, inputs, output, attributes);
    return output;
  }

  private void node(
      String operator, List<String> inputs, String output, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(3, output).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
  }

  static ProtoMessage integers(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, INTEGERS_ATTRIBUTE);
  }

  static ProtoMessage integer(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, INTEGER_ATTRIBUTE);
  }

  static ProtoMessage text(String name, String value) {
    return new ProtoMessage().text(1, name).text(4, value).number(20, TEXT_ATTRIBUTE);
  }

  /** Declares an input of the network. */
  String input(String name, long... shape) {
    graph.message(11, value(name, shape));
    return name;
  }

  /** Declares an output of the network, which is the value of a tensor. */
  void output(String tensor, String name, long... shape) {
    node("Identity", List.of(tensor), name);
    graph.message(12, value(name, shape));
  }

  private static ProtoMessage value(String name, long... shape) {
    ProtoMessage axes = new ProtoMessage();
    for (long axis : shape) {
      ProtoMessage length = new ProtoMessage();
      axes.message(1, axis == ANY ? length.text(2, "N") : length.number(1, axis));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, Element.FLOAT.code).message(2, axes);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }

  /** The whole file. */
  byte[] toBytes(String name) {
    ProtoMessage operators = new ProtoMessage().text(1, "").number(2, OPERATOR_SET);
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "ddh")
        .message(7, graph.text(2, name))
        .message(8, operators)
        .toBytes();
  }
}
