package io.ddh.app.images;

import io.ddh.app.codes.CodeSource;
import io.ddh.retrieval.index.Item;
import java.util.List;
import java.util.function.Consumer;

/** Computes codes that can be compared with those of an index. Thread-safe. */
public interface QueryHasher {
  /**
   * Computes the codes of image files.
   *
   * @param files image files with their labels and sources
   * @param unreadable receives a line for each file without a code
   * @return the codes, in the order of the files
   */
  CodeSource codes(List<FaceImages.Face> files, Consumer<String> unreadable);

  /**
   * Computes the codes of one image.
   *
   * @param content content of an image file
   * @param name name of the image, which is the source of the codes
   * @return the code of the image, or the codes of the faces in it; never empty
   * @throws io.ddh.core.BadInputException if the content is not an image or shows no face
   */
  List<Item> codes(byte[] content, String name);
}
