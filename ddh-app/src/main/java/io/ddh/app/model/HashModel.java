package io.ddh.app.model;

import io.ddh.app.images.ImageHasher;
import io.ddh.core.AtomicFile;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.core.TensorFile;
import io.ddh.experiments.registry.Registry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model as one file that stands alone ({@code .ddhm}): what it says of itself, the
 * features' weights if there are any, the hasher's weights. A file may come from anybody: damage, a
 * newer version, methods that are not here and sizes that make no sense are refused with one line.
 * Safe for use by several threads.
 */
public final class HashModel implements ImageHasher {
  private static final String CARD = "card";
  private static final String FEATURES = "features";
  private static final String HASHER = "hasher";

  private final ModelCard card;
  private final Hasher hasher;
  private final Optional<FeatureExtractor> extractor;
  private final String digest;
  private final long bytes;

  private HashModel(
      ModelCard card,
      Hasher hasher,
      Optional<FeatureExtractor> extractor,
      String digest,
      long bytes) {
    this.card = card;
    this.hasher = hasher;
    this.extractor = extractor;
    this.digest = digest;
    this.bytes = bytes;
  }

  /**
   * Writes a model whole or not at all.
   *
   * @param extractor of the features that the card names
   * @return the model as read back from what was written
   * @throws UnsupportedOperationException if hasher or extractor can't be saved
   */
  public static HashModel write(
      Path file,
      ModelCard card,
      Hasher hasher,
      Optional<FeatureExtractor> extractor,
      Registry registry)
      throws IOException {
    Check.that(
        extractor.isPresent() == card.features().isPresent(),
        "an extractor must be given where the card names features, and only there");
    Check.that(hasher.bits() == card.bits(), "the card must have the hasher's bits");
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put(CARD, card.bytes());
    if (extractor.isPresent()) {
      sections.put(FEATURES, bytes(extractor.get().state()));
    }
    sections.put(HASHER, bytes(hasher.state()));
    byte[] content = new ModelFile(sections).bytes();
    HashModel model = parse(content, file.toString(), registry);
    AtomicFile.write(file, out -> out.write(content));
    return model;
  }

  private static byte[] bytes(TensorFile state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    state.write(out);
    return out.toByteArray();
  }

  /**
   * Reads a model of methods on the class path.
   *
   * @throws BadInputException if the file is no model, damaged, newer, or of an unknown method
   */
  public static HashModel read(Path file) throws IOException {
    return read(file, Registry.load());
  }

  /** The same with given methods. */
  public static HashModel read(Path file, Registry registry) throws IOException {
    return parse(ModelFile.read(file), file.toString(), registry);
  }

  /** A file's bytes as a model. */
  static HashModel parse(byte[] bytes, String where, Registry registry) {
    ModelFile file = ModelFile.parse(bytes, where);
    ModelCard card = ModelCard.parse(file.section(CARD, where), where);
    try {
      HashMethod method = known("method", card.method(), registry.methods(), where);
      method =
          method.configure(
              Settings.of(where + ": method", method.defaults(), card.method().settings()));
      TensorFile state = tensors(file, HASHER, "hasher/" + method.name(), where);
      Optional<FeatureExtractor> extractor = extractor(file, card, registry, where);
      Hasher hasher = method.restore(state, where);
      Check.that(hasher.bits() == card.bits(), "the hasher has %d bits", hasher.bits());
      HashModel model = new HashModel(card, hasher, extractor, Sha256.hex(bytes), bytes.length);
      model.tryOut(where);
      return model;
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
      throw new BadInputException(where + ": damaged (" + Reason.of(e) + ")", e);
    } catch (UnsupportedOperationException e) {
      throw new BadInputException(where + ": " + e.getMessage(), e);
    }
  }

  private static Optional<FeatureExtractor> extractor(
      ModelFile file, ModelCard card, Registry registry, String where) {
    if (card.features().isEmpty()) {
      return Optional.empty();
    }
    ModelCard.Part part = card.features().get().method();
    FeatureMethod method = known("features", part, registry.features(), where);
    method =
        method.configure(Settings.of(where + ": features", method.defaults(), part.settings()));
    String name = method.outputs().get(0);
    return Optional.of(method.restore(tensors(file, FEATURES, "extractor/" + name, where), where));
  }

  private static <T> T known(String what, ModelCard.Part part, Map<String, T> all, String where) {
    T found = all.get(part.name());
    if (found == null) {
      throw new BadInputException(
          where
              + ": "
              + what
              + " '"
              + part.name()
              + "' is not on the class path; here: "
              + String.join(", ", all.keySet()));
    }
    return found;
  }

  private static TensorFile tensors(ModelFile file, String section, String kind, String where) {
    byte[] content = file.section(section, where);
    TensorFile state;
    try {
      state =
          TensorFile.read(
              new ByteArrayInputStream(content),
              content.length,
              where + ": section '" + section + "'",
              kind);
    } catch (IOException e) {
      throw new BadInputException(
          where + ": damaged (section '" + section + "': " + Reason.of(e) + ")", e);
    }
    state.arrays().forEach((name, values) -> checkFinite(name, values));
    return state;
  }

  private static void checkFinite(String name, float[] values) {
    for (float value : values) {
      Check.that(Float.isFinite(value), "'%s' holds %s", name, value);
    }
  }

  /** Parts that don't fit each other show when one grey image goes through them. */
  private void tryOut(String where) {
    byte[] grey = new byte[card.pictures().length()];
    Arrays.fill(grey, (byte) 127);
    BinaryCodes code = encode(images(grey));
    if (code.size() != 1 || code.bits() != card.bits()) {
      throw ModelFile.damaged(where, "it makes " + code + " of one image");
    }
  }

  private Images images(byte[] pixels) {
    int side = card.pictures().size();
    return new Images(side, side, card.pictures().channels(), pixels);
  }

  /** What the model says of itself. */
  public ModelCard card() {
    return card;
  }

  /** Whether another model has the same weights, bit for bit, whenever it was made. */
  public boolean sameWeights(HashModel other) {
    return equal(hasher.state(), other.hasher.state())
        && extractor.isPresent() == other.extractor.isPresent()
        && (extractor.isEmpty()
            || equal(extractor.get().state(), other.extractor.orElseThrow().state()));
  }

  private static boolean equal(TensorFile a, TensorFile b) {
    try {
      return Arrays.equals(bytes(a), bytes(b));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no I/O errors
    }
  }

  /** Length of its file. */
  public long bytes() {
    return bytes;
  }

  /** Size of the images that it encodes. */
  public ImageShape shape() {
    int side = card.pictures().size();
    return new ImageShape(side, side, card.pictures().channels());
  }

  @Override
  public int bits() {
    return card.bits();
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public Images prepare(byte[] picture, String name) {
    return card.pictures().prepare(picture, name);
  }

  @Override
  public BinaryCodes encode(Images images) {
    Check.that(
        images.shape().equals(shape()), "images must be %s, found %s", shape(), images.shape());
    if (images.size() == 0) {
      return new BinaryCodes(card.bits(), new long[0]);
    }
    Inputs inputs = images;
    if (extractor.isPresent()) {
      String output = card.features().orElseThrow().output();
      Features made = extractor.get().extract(images, Progress.NONE).get(output);
      Check.that(made != null, "the features have no output '%s'", output);
      inputs = made;
    }
    return hasher.encode(inputs);
  }
}
