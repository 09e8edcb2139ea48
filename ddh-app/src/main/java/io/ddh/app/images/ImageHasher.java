package io.ddh.app.images;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.Images;
import io.ddh.retrieval.index.Item;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hashes images that show one face each, with a trained model.
 *
 * @param model the model that computes the codes
 */
public record ImageHasher(HashModel model) implements QueryHasher {
  @Override
  public CodeSource codes(List<FaceImages.Face> files, Consumer<String> unreadable) {
    return new FaceImages(model, files, unreadable);
  }

  @Override
  public List<Item> codes(byte[] content, String name) {
    Images prepared = model.prepare(content, name);
    synchronized (model) { // hashing one image uses all cores
      return List.of(Item.of(model.encode(prepared), 0, "", name));
    }
  }
}
