package io.ddh.app.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Check;
import io.ddh.core.Extent;
import io.ddh.core.Reason;
import io.ddh.data.read.FaceScaler;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model file says of itself beside its weights.
 *
 * @param row name, for example {@code sdh+cnn}
 * @param method that made the hasher
 * @param features that it encodes; empty: pixels
 * @param bits code length K
 * @param pictures what becomes of each picture before it is encoded
 * @param boxed the training faces were cut out by boxes: pictures to be encoded must be cut out,
 *     too
 * @param identities names of the people that it learned, in the order of their numbers
 * @param provenance how it came about: {@code program}, {@code data}, {@code split}, {@code seeds},
 *     {@code made}, {@code seconds}, {@code quality}, …; plain maps, lists, texts and numbers
 */
public record ModelCard(
    String row,
    Part method,
    Optional<FeaturePart> features,
    int bits,
    FaceScaler pictures,
    boolean boxed,
    List<String> identities,
    Map<String, Object> provenance) {

  /**
   * A method with its settings.
   *
   * @param settings those that its program knew, see {@link io.ddh.core.Settings#asMap}
   */
  public record Part(String name, Map<String, Object> settings) {
    public Part {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  /**
   * Features.
   *
   * @param output the matrix that the hasher takes, for example {@code cnn}
   * @param method that makes it, by its first output
   */
  public record FeaturePart(String output, Part method) {}

  public ModelCard {
    Check.inRange("bits", bits, 1, 1024);
    identities = List.copyOf(identities);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  byte[] bytes() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("row", row);
    out.put("method", map(method));
    features.ifPresent(
        f -> out.put("features", Map.of("output", f.output(), "method", map(f.method()))));
    out.put("bits", bits);
    Map<String, Object> prepare = new TreeMap<>();
    prepare.put("crop", pictures.crop().toString());
    prepare.put("size", pictures.size());
    prepare.put("channels", pictures.channels());
    prepare.put("boxed", boxed);
    out.put("pictures", prepare);
    out.put("identities", identities);
    out.put("provenance", provenance);
    return PlainJson.write(out);
  }

  private static Map<String, Object> map(Part part) {
    return new TreeMap<>(Map.of("name", part.name(), "settings", part.settings()));
  }

  /**
   * Reads a card.
   *
   * @param where it comes from, for messages
   * @throws BadInputException if something is missing or of the wrong type
   */
  static ModelCard parse(byte[] bytes, String where) {
    PlainJson card = PlainJson.read(bytes, where);
    PlainJson pictures = card.object("pictures");
    try {
      return new ModelCard(
          card.text("row"),
          part(card.object("method")),
          card.optional("features")
              .map(f -> new FeaturePart(f.text("output"), part(f.object("method")))),
          card.integer("bits"),
          new FaceScaler(
              crop(pictures.text("crop")), pictures.integer("size"), pictures.integer("channels")),
          pictures.flag("boxed"),
          card.texts("identities"),
          card.object("provenance").map());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(where + ": damaged (" + Reason.of(e) + ")", e);
    }
  }

  private static Extent crop(String text) {
    return text.endsWith("%") ? Extent.share(text) : Extent.pixels(Integer.parseInt(text));
  }

  private static Part part(PlainJson json) {
    return new Part(json.text("name"), json.object("settings").map());
  }
}
