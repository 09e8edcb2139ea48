package io.ddh.app.photos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.core.Reason;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.FaceOptions;
import io.ddh.vision.PhotoFace;
import io.ddh.vision.model.ModelStore;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds faces and computes their vectors with the networks on this machine. */
record NetworkFaces(FaceFinder finder) implements FaceSource {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /**
   * Opens the networks that the options name.
   *
   * @throws BadInputException if a network is missing or damaged, or an option is not valid
   */
  static NetworkFaces open(FaceOptions options) {
    try {
      return new NetworkFaces(FaceFinder.open(ModelStore.of(System.getenv()), options));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("options of the networks: " + Reason.of(e), e);
    }
  }

  /**
   * Opens the networks of an index.
   *
   * @throws BadInputException if a network is missing or damaged, or differs from the network that
   *     made the index
   */
  static NetworkFaces of(PhotoModel model) {
    NetworkFaces faces = open(options(model.options()));
    if (!faces.networks().equals(model.networks())) {
      faces.close();
      List<String> own = List.of(faces.networks().split("[,;] "));
      String others =
          Stream.of(model.networks().split("[,;] "))
              .filter(network -> !own.contains(network))
              .collect(Collectors.joining(", "));
      throw BadInputException.of(
          "the index was made with %s, but this machine has a different network; valid: the same"
              + " network, or an index built again",
          others);
    }
    return faces;
  }

  /** Options as JSON, as an index stores them. */
  static String json(FaceOptions options) {
    try {
      return JSON.writeValueAsString(options);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // a record of texts and numbers can be written
    }
  }

  /**
   * Options that an index stores.
   *
   * @throws BadInputException if an option is missing or unknown
   */
  static FaceOptions options(String json) {
    try {
      return JSON.readValue(json, FaceOptions.class);
    } catch (JsonProcessingException e) {
      throw new BadInputException("options of the networks: damaged, or of a newer version", e);
    }
  }

  @Override
  public List<PhotoFace> find(Images photo) {
    return finder.find(photo, 0);
  }

  @Override
  public String networks() {
    return finder.identity();
  }

  @Override
  public int length() {
    return finder.vectorLength();
  }

  @Override
  public void close() {
    finder.close();
  }
}
