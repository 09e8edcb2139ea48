package io.ddh.data.read.folder;

import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import java.io.IOException;

/** A reader of data sets that store each image in its own file, in a folder or an archive. */
public interface ImageFileReader extends DatasetReader {
  /**
   * Opens the images that {@link #read} would read, as a stream that decodes a few images at a
   * time.
   *
   * @param settings the same settings as for {@link #read}
   * @return the images, not decoded yet
   * @throws IOException if the folder or archive can't be read
   * @throws io.ddh.core.BadInputException if there are no images
   */
  ImageStream stream(Settings settings) throws IOException;
}
