package io.ddh.vision.features;

import io.ddh.core.BadInputException;
import io.ddh.core.Pretrained;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.FaceOptions;
import io.ddh.vision.model.ModelStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The networks for photos of a data set, which show one large face each. These are the networks
 * that the program uses by default. Files are read when they are first needed.
 */
final class PhotoNetworks {
  private static final FaceOptions OPTIONS = FaceOptions.defaults().withoutTiles();

  private final Map<String, String> environment;
  private Optional<Pretrained> known = Optional.empty();

  /**
   * Creates the networks.
   *
   * @param environment the environment variables of the process, which may name the networks'
   *     folder
   */
  PhotoNetworks(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns what the networks are and what they were trained on. The files are read at the first
   * call only.
   *
   * @throws BadInputException if a network is not on this machine, or is damaged
   */
  synchronized Pretrained pretrained() {
    if (known.isEmpty()) {
      ModelStore store = ModelStore.of(environment);
      List<String> trainedOn =
          Stream.of(OPTIONS.detector(), OPTIONS.network())
              .flatMap(name -> store.list().get(name).terms().trainedOn().stream())
              .distinct()
              .toList();
      known = Optional.of(new Pretrained(FaceFinder.identity(store, OPTIONS), trainedOn));
    }
    return known.get();
  }

  /** Returns the identity of the networks, which is part of the keys of caches. */
  String identity() {
    return pretrained().networks();
  }

  /**
   * Opens the networks.
   *
   * @throws BadInputException as {@link #pretrained}, or if the networks were replaced after the
   *     first call of that method
   */
  FaceFinder open() {
    String planned = identity();
    FaceFinder finder = FaceFinder.open(ModelStore.of(environment), OPTIONS);
    if (!finder.identity().equals(planned)) {
      finder.close();
      throw BadInputException.of(
          "the networks were replaced while the program was running: %s; at the start: %s",
          finder.identity(), planned);
    }
    return finder;
  }
}
