package io.ddh.app.photos;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Check;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Reason;
import io.ddh.core.Sha256;
import io.ddh.core.TensorFile;
import io.ddh.experiments.registry.Registry;
import io.ddh.retrieval.index.Item;
import io.ddh.vision.PhotoFace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an index of photos stores to hash queries in the same way as its own faces: the hasher, the
 * names and digests of the networks, and their options. The index does not contain the networks.
 * The model is stored as a {@link TensorFile} that holds the state of the hasher and a few strings.
 * Thread-safe.
 *
 * @param method name of the hashing method
 * @param hasher computes the codes of the networks' vectors
 * @param networks names and digests of the networks that find and describe the faces
 * @param options how the networks are applied, as JSON
 * @param fitted the faces on which the hasher was fitted, in one sentence
 * @param bytes the model as it is stored in the index; shared, read-only
 */
public record PhotoModel(
    String method, Hasher hasher, String networks, String options, String fitted, byte[] bytes) {
  private static final String KIND = "photos";
  private static final String OWN = "photos.";
  private static final byte[] MAGIC = {'D', 'D', 'H', 'F'};

  static PhotoModel of(String method, Hasher hasher, String networks, String options, String fitted)
      throws IOException {
    TensorFile state = hasher.state();
    Map<String, String> texts = new HashMap<>(state.texts());
    texts.put(OWN + "method", method);
    texts.put(OWN + "networks", networks);
    texts.put(OWN + "options", options);
    texts.put(OWN + "fitted", fitted);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TensorFile(KIND, texts, state.arrays()).write(out);
    return new PhotoModel(method, hasher, networks, options, fitted, out.toByteArray());
  }

  /**
   * {@return whether the attachment of an index is such a model rather than one that {@code ddh
   * train} wrote}
   *
   * @param attachment the attachment
   */
  public static boolean isOne(byte[] attachment) {
    return attachment.length > MAGIC.length
        && Arrays.equals(MAGIC, 0, MAGIC.length, attachment, 0, MAGIC.length);
  }

  /**
   * Reads a model.
   *
   * @param bytes the attachment of an index
   * @param where the index file, for messages
   * @param registry the known methods
   * @return the model
   * @throws BadInputException if the model is damaged, or its method is not on the class path
   */
  public static PhotoModel parse(byte[] bytes, String where, Registry registry) {
    String name = where + " (its model)";
    try {
      TensorFile file = TensorFile.read(new ByteArrayInputStream(bytes), bytes.length, name, KIND);
      String method = file.text(OWN + "method");
      HashMethod known = registry.methods().get(method);
      if (known == null) {
        throw BadInputException.of("%s: method '%s' is not on the class path", name, method);
      }
      for (float[] values : file.arrays().values()) {
        for (float value : values) {
          Check.that(Float.isFinite(value), "an array contains %s", value);
        }
      }
      Map<String, String> texts = new HashMap<>(file.texts());
      texts.keySet().removeIf(key -> key.startsWith(OWN));
      return new PhotoModel(
          method,
          known.restore(new TensorFile("hasher/" + method, texts, file.arrays()), name),
          file.text(OWN + "networks"),
          file.text(OWN + "options"),
          file.text(OWN + "fitted"),
          bytes);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      throw new BadInputException(name + ": damaged (" + Reason.of(e) + ")", e);
    }
  }

  /** {@return the SHA-256 of the model, which identifies it} */
  public String digest() {
    return Sha256.hex(bytes);
  }

  /** {@return hasher, networks and options in one line, for the user} */
  public String description() {
    return fitted + "; " + networks;
  }

  /**
   * The faces of a photo as items of the index.
   *
   * @param label name of the largest face; empty if not known
   */
  List<Item> items(PhotoRecord photo, String label) {
    List<PhotoFace> faces = photo.faces();
    if (faces.isEmpty()) {
      return List.of();
    }
    BinaryCodes codes = hasher.encode(features(faces.stream().map(PhotoFace::vector).toList()));
    int largest = photo.largest();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      items.add(Item.of(codes, i, i == largest ? label : "", photo.source(faces.get(i))));
    }
    return items;
  }

  /** Returns vectors with equal numbers of values as rows; there is at least one vector. */
  static Features features(List<float[]> vectors) {
    int d = vectors.get(0).length;
    float[] values = new float[Math.multiplyExact(vectors.size(), d)];
    for (int i = 0; i < vectors.size(); i++) {
      System.arraycopy(vectors.get(i), 0, values, i * d, d);
    }
    return new Features(d, values);
  }
}
