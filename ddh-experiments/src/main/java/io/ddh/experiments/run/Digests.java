package io.ddh.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.Sha256;
import java.util.Map;

/** SHA-256 digests, lower-case hex. */
final class Digests {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Digests() {}

  /** {@return the digest of a map, written as JSON with sorted keys and no spaces} */
  static String of(Map<String, Object> map) {
    try {
      String json = CANONICAL.writeValueAsString(map);
      return Sha256.hex(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings are no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
