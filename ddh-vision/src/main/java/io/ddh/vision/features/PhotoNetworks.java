package io.ddh.vision.features;

import io.ddh.core.Pretrained;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.FaceOptions;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The networks for photos of a data set, which show one large face each. They are those that the
 * program uses by default.
 *
 * @param environment the environment variables of the process, which may name the networks' folder
 */
record PhotoNetworks(Map<String, String> environment) {
  private static final FaceOptions OPTIONS = FaceOptions.defaults().withoutTiles();

  /**
   * Opens the networks.
   *
   * @throws io.ddh.core.BadInputException if one is not on this machine
   */
  FaceFinder open() {
    return FaceFinder.open(ModelStore.of(environment), OPTIONS);
  }

  /**
   * Returns what the networks are and what they were trained on.
   *
   * @throws io.ddh.core.BadInputException if one is not on this machine
   */
  Pretrained pretrained() {
    ModelList list = ModelStore.of(environment).list();
    List<String> trainedOn =
        Stream.of(OPTIONS.detector(), OPTIONS.network())
            .flatMap(name -> list.get(name).terms().trainedOn().stream())
            .distinct()
            .toList();
    try (FaceFinder finder = open()) {
      return new Pretrained(finder.identity(), trainedOn);
    }
  }
}
