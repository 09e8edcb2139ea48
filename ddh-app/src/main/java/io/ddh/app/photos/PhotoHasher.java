package io.ddh.app.photos;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.QueryHasher;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.retrieval.index.Item;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds and hashes the faces in photos in the same way as the faces of an index. Thread-safe.
 *
 * @param model the model in the index
 * @param reader finds the faces with the networks that the model names; shared by all queries,
 *     since it limits how many large photos are in memory at a time
 */
public record PhotoHasher(PhotoModel model, PhotoReader reader) implements QueryHasher {
  /**
   * Opens the networks that a model names.
   *
   * @param model the model in an index
   * @return the hasher
   * @throws BadInputException if these networks are not on this machine
   */
  public static PhotoHasher open(PhotoModel model) {
    return new PhotoHasher(model, new PhotoReader(NetworkFaces.of(model)));
  }

  @Override
  public CodeSource codes(List<FaceImages.Face> files, Consumer<String> unreadable) {
    return new PhotoCodes(this, files, unreadable, Parallel.threads());
  }

  @Override
  public List<Item> codes(byte[] content, String name) {
    PhotoRecord found = reader.read(name, FileStamp.UNKNOWN, () -> content);
    if (found.faces().isEmpty()) {
      throw new BadInputException(name + ": " + found.problem());
    }
    return model.items(found, "");
  }
}
