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
 * Finds and hashes the faces on photos as those of an index were. Thread-safe.
 *
 * @param model the model in the index
 * @param faces the networks that the model names
 */
public record PhotoHasher(PhotoModel model, FaceSource faces) implements QueryHasher {
  /**
   * Opens the networks that a model names.
   *
   * @param model the model in an index
   * @return the hasher
   * @throws BadInputException if these networks are not on this machine
   */
  public static PhotoHasher open(PhotoModel model) {
    FaceSource faces = NetworkFaces.open(NetworkFaces.options(model.options()));
    if (!faces.networks().equals(model.networks())) {
      faces.close();
      throw BadInputException.of(
          "the index was made with %s, this machine has %s; valid: the same networks",
          model.networks(), faces.networks());
    }
    return new PhotoHasher(model, faces);
  }

  @Override
  public CodeSource codes(List<FaceImages.Face> files, Consumer<String> unreadable) {
    return new PhotoCodes(this, files, unreadable, Parallel.threads());
  }

  @Override
  public List<Item> codes(byte[] content, String name) {
    PhotoRecord found = new PhotoReader(faces).read(name, FileStamp.UNKNOWN, () -> content);
    if (found.faces().isEmpty()) {
      throw new BadInputException(name + ": " + found.problem());
    }
    return model.items(found, "");
  }
}
