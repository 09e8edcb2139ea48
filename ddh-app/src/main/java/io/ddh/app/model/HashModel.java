package io.ddh.app.model;

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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A trained model in one file ({@code .ddhm}), which contains its {@link ModelCard}, the weights of
 * its feature extractor if it has one, and the weights of its hasher. A file may come from an
 * untrusted source. If it is damaged or of a newer version, or has unknown methods or impossible
 * sizes, it is refused with a one-line message. Thread-safe.
 *
 * @param card description of the model
 * @param hasher computes the codes
 * @param extractor computes the features that the card names; empty if the hasher encodes pixels
 * @param digest SHA-256 of the model's file in 64 hexadecimal digits; it identifies the model
 * @param bytes length of the file in bytes
 */
public record HashModel(
    ModelCard card,
    Hasher hasher,
    Optional<FeatureExtractor> extractor,
    String digest,
    long bytes) {
  private static final String CARD = "card";
  private static final String FEATURES = "features";
  private static final String HASHER = "hasher";

  /**
   * Writes a model file, completely or not at all.
   *
   * @param file file to write
   * @param card description of the model
   * @param hasher the trained hasher
   * @param extractor computes the features that the card names; empty if the hasher encodes pixels
   * @param registry the known methods
   * @return the model as it was read back from the written bytes
   * @throws UnsupportedOperationException if the state of the hasher or the extractor can't be
   *     saved
   * @throws IOException if the file can't be written
   */
  public static HashModel write(
      Path file,
      ModelCard card,
      Hasher hasher,
      Optional<FeatureExtractor> extractor,
      Registry registry)
      throws IOException {
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
   * Reads a model whose methods are on the class path.
   *
   * @param file a model file
   * @return the model
   * @throws BadInputException if the file is not a model, is damaged or of a newer version, or
   *     names an unknown method
   * @throws IOException if a file can't be read
   */
  public static HashModel read(Path file) throws IOException {
    return read(file, Registry.load());
  }

  /**
   * Reads a model whose methods are in the given registry.
   *
   * @param file a model file
   * @param registry the known methods
   * @return the model
   * @throws IOException if a file can't be read
   */
  public static HashModel read(Path file, Registry registry) throws IOException {
    return parse(ModelFile.read(file), file.toString(), registry);
  }

  /**
   * Reads a model from memory.
   *
   * @param bytes content of the file
   * @param where name of the file, for messages
   * @param registry the known methods
   * @return the model
   * @throws BadInputException as described for {@link #read}
   */
  public static HashModel parse(byte[] bytes, String where, Registry registry) {
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
      Check.that(
          hasher.bits() == card.bits(),
          "the hasher's codes have %d bits, which is not the number in the model card",
          hasher.bits());
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
      throw BadInputException.of(
          "%s: %s '%s' is not on the class path; found there: %s",
          where, what, part.name(), String.join(", ", all.keySet()));
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
    state
        .arrays()
        .forEach(
            (name, values) -> {
              for (float value : values) {
                Check.that(Float.isFinite(value), "array '%s' contains %s", name, value);
              }
            });
    return state;
  }

  /**
   * Encodes one grey image as a test, which fails if the hasher and the features do not fit
   * together.
   */
  private void tryOut(String where) {
    ImageShape shape = shape();
    byte[] grey = new byte[shape.length()];
    Arrays.fill(grey, (byte) 127);
    BinaryCodes code = encode(new Images(shape.height(), shape.width(), shape.channels(), grey));
    if (code.size() != 1 || code.bits() != card.bits()) {
      throw ModelFile.damaged(where, "one image gives " + code);
    }
  }

  /** {@return the shape of the images that the model encodes} */
  public ImageShape shape() {
    int side = card.scaler().size();
    return new ImageShape(side, side, card.scaler().channels());
  }

  /** {@return the code length K} */
  public int bits() {
    return card.bits();
  }

  /**
   * Decodes an image file, then crops and scales it as the training images were.
   *
   * @param content bytes of a JPEG, PNG, BMP, GIF or PGM file
   * @param name name of the file, for messages
   * @return one image of {@link #shape}
   * @throws BadInputException if the file is not such an image or is too large
   */
  public Images prepare(byte[] content, String name) {
    return card.scaler().prepare(content, name);
  }

  /**
   * Computes the codes of prepared images.
   *
   * @param images n images of shape {@link #shape}
   * @return one code per image, in order
   */
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
