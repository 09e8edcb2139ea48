package io.ddh.vision.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The networks that the program knows, from its built-in file {@code models.json}. A file of that
 * name in the folder of the networks adds further networks. If one of its entries has the name of a
 * known network, that entry replaces the built-in entry, for example to name another address.
 *
 * @param models the networks, in the order of the lists
 */
public record ModelList(List<ModelDescriptor> models) {
  /** Names of the networks that are used by default. */
  public static final List<String> DEFAULTS =
      List.of("blazeface-full", "blazeface-short", "dlib-face");

  /** Name of the file with a list of networks. */
  static final String NAME = "models.json";

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .build();

  /**
   * Copies the list.
   *
   * @param models the networks, in the order of the lists
   */
  public ModelList {
    models = List.copyOf(models);
  }

  /**
   * {@return the built-in list, with the entries that the list in a folder adds or replaces}
   *
   * @param folder the folder of the networks; need not exist
   * @throws BadInputException if the list in the folder is invalid
   */
  public static ModelList of(Path folder) {
    List<ModelDescriptor> known = builtIn();
    Path own = folder.resolve(NAME);
    if (!Files.exists(own)) {
      return new ModelList(known);
    }
    try {
      List<ModelDescriptor> more = parse(own.toString(), Files.readAllBytes(own));
      List<String> names = more.stream().map(ModelDescriptor::name).toList();
      Stream<ModelDescriptor> kept = known.stream().filter(m -> !names.contains(m.name()));
      return new ModelList(Stream.concat(kept, more.stream()).toList());
    } catch (IOException e) {
      throw BadInputException.of(e, "%s: %s", own, Reason.of(e));
    }
  }

  /** {@return the networks of the built-in list} */
  static List<ModelDescriptor> builtIn() {
    try (InputStream in = ModelList.class.getResourceAsStream(NAME)) {
      return parse(NAME, in.readAllBytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ModelDescriptor> parse(String source, byte[] json) throws IOException {
    try {
      ModelDescriptor[] found = JSON.readValue(json, ModelDescriptor[].class);
      if (found == null || Arrays.asList(found).contains(null)) {
        throw BadInputException.of("%s: contains only null; valid: a list of networks", source);
      }
      if (Stream.of(found).map(ModelDescriptor::name).distinct().count() < found.length) {
        throw BadInputException.of("%s: two networks have the same name", source);
      }
      return List.of(found);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
      throw BadInputException.of(e, "%s%s: %s", source, line, reason(e));
    }
  }

  private static String reason(JsonProcessingException e) {
    if (e.getCause() instanceof IllegalArgumentException mistake) {
      return mistake.getMessage();
    }
    String text = e.getOriginalMessage().lines().findFirst().orElse("not a list of networks");
    String key =
        e instanceof JsonMappingException mistake
            ? mistake.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce("", (outer, inner) -> "key '" + inner + "': ")
            : "";
    return text.replaceFirst("Missing creator property '(\\w+)'.*", "key '$1' is missing")
        .replaceFirst("Unrecognized field \"(\\w+)\".*", "unknown key '$1'")
        .replaceFirst("Cannot .* from String (\".*\"): .* Enum class: (.*)", "$1; valid: $2")
        .replaceFirst("(Cannot|Invalid) .*", key + "a value of the wrong kind")
        .replaceFirst("No content .*", "empty file, valid: a list of networks");
  }

  /**
   * {@return the network with the given name}
   *
   * @param name name of a network
   * @throws BadInputException if there is no such network; the message lists the names
   */
  public ModelDescriptor get(String name) {
    return models.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                BadInputException.of(
                    "unknown network '%s'; valid: %s",
                    name, String.join(", ", models.stream().map(ModelDescriptor::name).toList())));
  }
}
