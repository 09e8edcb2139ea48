package io.ddh.experiments.engine.serve;

import java.util.Map;
import java.util.Optional;

/**
 * One request.
 *
 * @param method as it came, for example GET
 * @param path without the query
 * @param query after the question mark; empty: none
 * @param headers by lower-case name
 * @param body may be empty; shared, read-only
 */
record Request(String method, String path, String query, Map<String, String> headers, byte[] body) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
