package io.ddh.model;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Citation;
import io.ddh.core.DeclaredMethod;
import io.ddh.core.Features;
import io.ddh.core.Hasher;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Row {@code class-id}, which is a reference and not a hashing method. The code of a gallery or
 * query image is the class that the CNN feature network predicts, written as a binary number and
 * repeated to K bits. In closed-set protocols, deep methods should be compared with this reference
 * (Sablayrolles et al., ICASSP 2017).
 */
public final class ClassId extends DeclaredMethod {
  private static final Profile PROFILE =
      new Profile(
          "class-id",
          new Citation(
              "A. Sablayrolles, M. Douze, N. Usunier, H. Jegou",
              "How Should We Evaluate Supervised Hashing?",
              "ICASSP",
              2017,
              "10.1109/ICASSP.2017.7952453"),
          List.of("The predicted class is written as a binary number and repeated to K bits."),
          Map.of(),
          settings -> new ClassId());

  /** Creates the method, which has no settings. */
  public ClassId() {
    super(PROFILE, PROFILE.settings());
  }

  @Override
  public String features() {
    return CnnFeatures.PREDICTED;
  }

  @Override
  public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
    checkBits(bits);
    Check.that(
        data.features().dimension() == 1,
        "class-id needs one predicted class per image, found %d features",
        data.features().dimension());
    return new ClassHasher(bits, width(data.identities()));
  }

  /** Returns the number of bits needed to number this many classes. */
  static int width(int classes) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(classes - 1));
  }

  @Override
  public Hasher restore(TensorFile state, String where) {
    float[] sizes = state.arrays().getOrDefault("sizes", new float[0]);
    if (sizes.length != 2
        || !(sizes[0] >= 1 && sizes[0] <= 1024 && sizes[1] >= 1 && sizes[1] < 32)) {
      throw BadInputException.of(
          "%s: 'sizes' must hold bits in [1, 1024] and digits in [1, 31], found %s",
          where, Arrays.toString(sizes));
    }
    return new ClassHasher((int) sizes[0], (int) sizes[1]);
  }

  private record ClassHasher(int bits, int width) implements Hasher {
    @Override
    public BinaryCodes encode(Inputs inputs) {
      Check.that(
          inputs instanceof Features f && f.dimension() == 1,
          "class-id encodes one predicted class per image");
      float[] predicted = ((Features) inputs).values();
      float[] signs = new float[predicted.length * bits];
      for (int i = 0; i < predicted.length; i++) {
        for (int k = 0; k < bits; k++) {
          signs[i * bits + k] = ((int) predicted[i] >> (k % width)) & 1;
        }
      }
      return BinaryCodes.ofSigns(bits, signs);
    }

    @Override
    public TensorFile state() {
      return new TensorFile(
          "hasher/class-id", Map.of(), Map.of("sizes", new float[] {bits, width}));
    }
  }
}
