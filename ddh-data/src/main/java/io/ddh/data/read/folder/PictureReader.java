package io.ddh.data.read.folder;

import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import java.io.IOException;

/** A reader of sets that keep each image in a file of its own, in a folder or an archive. */
public interface PictureReader extends DatasetReader {
  /**
   * Opens the same images, to be decoded a few at a time.
   *
   * @param settings as for {@link #read}
   * @return the images, not decoded yet
   * @throws IOException if the folder or archive can't be read
   * @throws io.ddh.core.BadInputException if there are no images
   */
  ImageStream pictures(Settings settings) throws IOException;
}
