package io.ddh.app.images;

import io.ddh.app.model.HashModel;
import io.ddh.core.BinaryCodes;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.retrieval.index.Item;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Pictures prepared one by one, then encoded together. */
public final class PreparedImages {
  private final HashModel hasher;
  private final List<FaceImages.Face> faces = new ArrayList<>();
  private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
  private ImageShape shape = new ImageShape(1, 1, 1);

  /** None yet, for that model. */
  public PreparedImages(HashModel hasher) {
    this.hasher = hasher;
  }

  /**
   * Adds a picture.
   *
   * @throws io.ddh.core.BadInputException if it is none
   */
  public void add(byte[] picture, String name, FaceImages.Face face) {
    Images one = hasher.prepare(picture, name);
    shape = one.shape();
    pixels.writeBytes(one.pixels());
    faces.add(face);
  }

  /** Those that were added, in order. */
  public List<FaceImages.Face> faces() {
    return faces;
  }

  /** Their images. */
  Images images() {
    return new Images(shape.height(), shape.width(), shape.channels(), pixels.toByteArray());
  }

  /** Their codes. */
  public BinaryCodes codes() {
    return faces.isEmpty() ? new BinaryCodes(hasher.bits(), new long[0]) : hasher.encode(images());
  }

  List<Item> items() {
    BinaryCodes codes = codes();
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < faces.size(); i++) {
      items.add(Item.of(codes, i, faces.get(i).label(), faces.get(i).source()));
    }
    return items;
  }
}
