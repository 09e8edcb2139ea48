package io.ddh.data.read.folder;

import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import java.io.IOException;

/** A reader of sets that keep each image in a file of its own, in a folder or an archive. */
public interface PictureReader extends DatasetReader {
  /**
   * The same images, to be decoded a few at a time.
   *
   * @param settings as for {@link #read}
   * @throws io.ddh.core.BadInputException if there are none
   */
  ImageStream pictures(Settings settings) throws IOException;
}
