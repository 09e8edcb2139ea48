package io.ddh.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.data.Seeds;
import io.ddh.data.Split;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** SHA-256 digests, lower-case hex. */
final class Digests {
  private static final ObjectMapper CANONICAL =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private Digests() {}

  /** Of a map as JSON with sorted keys and no spaces. */
  static String of(Map<String, Object> map) {
    try {
      String json = CANONICAL.writeValueAsString(map);
      return hex(Seeds.sha256().digest(json.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("settings are no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Of the four row lists of a split. */
  static String of(Split split) {
    MessageDigest sha = Seeds.sha256();
    for (int[] rows :
        new int[][] {split.train(), split.validation(), split.query(), split.gallery()}) {
      ByteBuffer bytes = ByteBuffer.allocate((rows.length + 1) * Integer.BYTES);
      bytes.putInt(rows.length);
      for (int row : rows) {
        bytes.putInt(row);
      }
      sha.update(bytes.array());
    }
    return hex(sha.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
