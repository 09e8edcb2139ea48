package io.ddh.app.models;

import io.ddh.core.BadInputException;
import io.ddh.vision.model.ModelDescriptor;

/**
 * Takes networks whose licence does not allow any use only if the user accepts it.
 *
 * @param accepted whether the user accepts every licence of the networks that the call is about
 */
public record Licences(boolean accepted) {
  /**
   * Checks a network's licence.
   *
   * @param model the network
   * @throws BadInputException if the licence restricts the use and was not accepted
   */
  void check(ModelDescriptor model) {
    if (!model.terms().free() && !accepted) {
      throw BadInputException.of(
          "%s: licence: %s; next: add --accept-licence if your use is allowed",
          model.name(), model.terms().licence());
    }
  }
}
