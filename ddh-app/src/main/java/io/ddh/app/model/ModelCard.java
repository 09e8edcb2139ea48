package io.ddh.app.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Extent;
import io.ddh.core.Reason;
import io.ddh.data.read.image.FaceScaler;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The description of a model, stored beside the weights in the model's file.
 *
 * @param row name of the results row, made up of the method and its features, for example {@code
 *     sdh+cnn}
 * @param method the hashing method that trained the hasher, with its settings
 * @param features the features that the hasher encodes; empty if it encodes pixels
 * @param bits code length K
 * @param scaler crops and scales each image before it is encoded
 * @param boxed whether the training faces were cut out by bounding boxes; if so, images to be
 *     encoded must be cut out in the same way
 * @param identities names of the people in the training set, in the order of their identity numbers
 * @param provenance how the model was made, under keys such as {@code program}, {@code data},
 *     {@code split}, {@code seeds}, {@code made}, {@code seconds}, and {@code quality}; the values
 *     are maps, lists, strings and numbers
 */
public record ModelCard(
    String row,
    Part method,
    Optional<FeaturePart> features,
    int bits,
    FaceScaler scaler,
    boolean boxed,
    List<String> identities,
    Map<String, Object> provenance) {
  /**
   * Reads and writes cards. Unknown keys are ignored; otherwise the mapper is strict, since a file
   * may come from an untrusted source.
   */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL))
          .build();

  /**
   * A method with its settings, as the card stores it.
   *
   * @param settings values of all settings, as {@link io.ddh.core.Settings#asMap} returns them
   */
  public record Part(String name, Map<String, Object> settings) {
    /**
     * Copies the settings, sorted by key.
     *
     * @param name name of the method
     * @param settings values of all settings, as {@link io.ddh.core.Settings#asMap} returns them
     */
    public Part {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  /**
   * The features that a model computes from images.
   *
   * @param output name of the feature matrix that the hasher encodes, for example {@code cnn}
   * @param method the feature method that computes the matrix; it is named after its first output
   */
  public record FeaturePart(String output, Part method) {}

  /**
   * The card as the file stores it.
   *
   * @param features the features; null, or missing in the file, if the hasher encodes pixels
   */
  private record Json(
      String row,
      Part method,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonSetter(nulls = Nulls.SET)
          FeaturePart features,
      int bits,
      Scaling pictures,
      List<String> identities,
      Map<String, Object> provenance) {}

  private record Scaling(boolean boxed, int channels, String crop, int size) {}

  /**
   * Checks that the code length is from 1 to 1,024, and copies the collections.
   *
   * @param row name of the results row, made up of the method and its features, for example {@code
   *     sdh+cnn}
   * @param method the hashing method that trained the hasher, with its settings
   * @param features the features that the hasher encodes; empty if it encodes pixels
   * @param bits code length K
   * @param scaler crops and scales each image before it is encoded
   * @param boxed whether the training faces were cut out by bounding boxes; if so, images to be
   *     encoded must be cut out in the same way
   * @param identities names of the people in the training set, in the order of their identity
   *     numbers
   * @param provenance how the model was made, under keys such as {@code program}, {@code data},
   *     {@code split}, {@code seeds}, {@code made}, {@code seconds}, and {@code quality}; the
   *     values are maps, lists, strings and numbers
   */
  public ModelCard {
    Check.inRange("bits", bits, 1, 1024);
    identities = List.copyOf(identities);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  byte[] bytes() throws JsonProcessingException {
    Scaling scaling =
        new Scaling(boxed, scaler.channels(), scaler.crop().toString(), scaler.size());
    return JSON.writeValueAsBytes(
        new Json(row, method, features.orElse(null), bits, scaling, identities, provenance));
  }

  /**
   * Reads a card.
   *
   * @param where name of the model file, for messages
   * @throws BadInputException if the card lacks a key or has a value of the wrong type
   */
  static ModelCard parse(byte[] bytes, String where) {
    JsonNode tree = NullNode.instance;
    try {
      tree = JSON.readTree(bytes);
      if (!(tree instanceof ObjectNode card)) {
        throw ModelFile.damaged(where, "model card is not a JSON object");
      }
      card.putIfAbsent("features", NullNode.instance);
      Json json = JSON.treeToValue(card, Json.class);
      Scaling scaling = json.pictures;
      return new ModelCard(
          json.row,
          json.method,
          Optional.ofNullable(json.features),
          json.bits,
          new FaceScaler(crop(scaling.crop), scaling.size, scaling.channels),
          scaling.boxed,
          json.identities,
          json.provenance);
    } catch (JsonMappingException e) {
      String key =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .collect(Collectors.joining("."));
      JsonNode found = tree.at("/" + key.replace('.', '/'));
      throw ModelFile.damaged(
          where,
          key.isEmpty() ? "model card is not JSON" : "model card: " + key + " can't be " + found);
    } catch (IOException e) {
      throw new BadInputException(where + ": damaged (model card is not JSON)", e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + Reason.of(e) + ")", e);
    }
  }

  private static Extent crop(String text) {
    return text.endsWith("%") ? Extent.share(text) : Extent.pixels(Integer.parseInt(text));
  }
}
