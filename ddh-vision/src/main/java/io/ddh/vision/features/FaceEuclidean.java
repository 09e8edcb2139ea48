package io.ddh.vision.features;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Citation;
import io.ddh.core.Embeddings;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import java.util.List;
import java.util.Optional;

/**
 * The reference row {@code face-euclidean}, which ranks the vectors of {@link FaceFeatures} by
 * their Euclidean distances. It is no hashing method: it has no codes and learns nothing, and its
 * numbers are the same at every code length.
 */
public final class FaceEuclidean implements HashMethod {
  private static final String NAME = "face-euclidean";

  /**
   * Two faces at a smaller distance count as the same person, according to dlib's author
   * (dnn_face_recognition_ex.cpp).
   */
  private static final double SAME_PERSON = 0.6;

  /** Creates the method; called by the service loader. */
  public FaceEuclidean() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Citation citation() {
    return new Citation(
        "D. E. King",
        "Dlib-ml: A Machine Learning Toolkit",
        "Journal of Machine Learning Research 10",
        2009,
        "");
  }

  @Override
  public String features() {
    return FaceFeatures.OUTPUT;
  }

  @Override
  public List<String> deviations() {
    return List.of(
        "A reference, not a hash: the vectors themselves are ranked, at every code length alike.",
        "The vector of a face is the mean of those of the face and of its mirror image.");
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    return new Ranking(bits);
  }

  private record Ranking(int bits) implements Hasher {
    @Override
    public BinaryCodes encode(Inputs inputs) {
      throw new BadInputException(
          NAME + ": ranks vectors and has no codes; valid: a hashing method, such as itq+face");
    }

    @Override
    public Optional<Embeddings> embeddings(Inputs inputs) {
      return Optional.of(new Embeddings((Features) inputs, SAME_PERSON));
    }
  }
}
