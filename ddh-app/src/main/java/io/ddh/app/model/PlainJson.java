package io.ddh.app.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON from anybody: objects, lists, texts, numbers, and no types that a file could choose. What is
 * missing or of another type is bad input.
 */
final class PlainJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final String where;
  private final String path;

  private PlainJson(JsonNode node, String where, String path) {
    this.node = node;
    this.where = where;
    this.path = path;
  }

  static byte[] write(Map<String, Object> content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  static PlainJson read(byte[] bytes, String where) {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (!root.isObject()) {
        throw ModelFile.damaged(where, "the card is no JSON object");
      }
      return new PlainJson(root, where, "");
    } catch (JsonProcessingException e) {
      throw new BadInputException(where + ": damaged (the card is no JSON)", e);
    } catch (IOException e) {
      throw new BadInputException(where + ": damaged: " + Reason.of(e), e);
    }
  }

  private PlainJson child(String key) {
    return new PlainJson(node.path(key), where, path.isEmpty() ? key : path + "." + key);
  }

  private BadInputException wrong(String valid) {
    return ModelFile.damaged(
        where, "the card's " + path + " must be " + valid + ", found " + node.getNodeType());
  }

  PlainJson object(String key) {
    PlainJson child = child(key);
    if (!child.node.isObject()) {
      throw child.wrong("an object");
    }
    return child;
  }

  Optional<PlainJson> optional(String key) {
    return node.has(key) ? Optional.of(object(key)) : Optional.empty();
  }

  String text(String key) {
    PlainJson child = child(key);
    if (!child.node.isTextual()) {
      throw child.wrong("a text");
    }
    return child.node.textValue();
  }

  int integer(String key) {
    PlainJson child = child(key);
    if (!child.node.isInt()) {
      throw child.wrong("a whole number");
    }
    return child.node.intValue();
  }

  boolean flag(String key) {
    PlainJson child = child(key);
    if (!child.node.isBoolean()) {
      throw child.wrong("true or false");
    }
    return child.node.booleanValue();
  }

  List<String> texts(String key) {
    PlainJson child = child(key);
    List<String> out = new ArrayList<>();
    for (JsonNode one : child.node) {
      if (!one.isTextual()) {
        throw child.wrong("a list of texts");
      }
      out.add(one.textValue());
    }
    if (!child.node.isArray()) {
      throw child.wrong("a list of texts");
    }
    return out;
  }

  /** The object as plain maps, lists, texts and numbers. */
  Map<String, Object> map() {
    return JSON.convertValue(node, new TypeReference<>() {});
  }
}
