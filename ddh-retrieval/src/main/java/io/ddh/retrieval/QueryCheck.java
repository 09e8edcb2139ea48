package io.ddh.retrieval;

import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;

/** The check that all searches make. */
final class QueryCheck {
  private QueryCheck() {}

  static void check(BinaryCodes queries, int bits) {
    Check.that(queries.bits() == bits, "queries must have %d bits, found %d", bits, queries.bits());
  }
}
