package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * A reader of image files of people, in a folder or an archive. A subclass finds out which files
 * show whom, in {@link #faces}. What all such readers share is done here: decoding on all cores,
 * cropping, resizing, the limits of {@link io.ddh.data.read.files.Limits}, progress, a note for
 * whatever can't be read, and caching the result under the work folder. Settings, beside the
 * subclass's own:
 *
 * <ul>
 *   <li>{@code path}: the folder or archive
 *   <li>{@code crop}: side of the centre square to cut out, in pixels of the upright image or as a
 *       share of its shorter side, {@code 45%}; 0: none
 *   <li>{@code size}: side of the images after scaling; without a crop the shape is not kept
 *   <li>{@code channels}: 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 *   <li>{@code max-corrupt}: share of the files that may be unreadable; five always may
 * </ul>
 */
public abstract class FaceFilesReader implements PictureReader {
  /** {@return the reader's settings in addition to the shared ones, with their defaults} */
  protected Map<String, Object> ownDefaults() {
    return Map.of();
  }

  /** {@return the expected layout, for messages, for example {@code expected person/image.jpg}} */
  protected abstract String layout();

  /**
   * Finds the faces in a folder or archive. Not called if a cached result is used.
   *
   * @param tree the files
   * @param settings the reader's settings
   * @return the faces to decode
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if the files don't match {@link #layout}
   */
  protected abstract FaceList faces(FileTree tree, Settings settings) throws IOException;

  /**
   * {@return everything that decides the result, apart from the files below the path and the shared
   * settings} A cached result is used as long as this text is the same. By default it is the form
   * and all settings but the path. It must hold the digest of each file that lies elsewhere, and
   * must change when {@link #faces} is changed to find other faces in the same files.
   *
   * @param settings the reader's settings
   * @throws IOException if a file can't be read
   * @throws BadInputException if a setting has no valid value
   */
  protected String key(Settings settings) throws IOException {
    Map<String, Object> own = new TreeMap<>(settings.asMap());
    own.remove("path");
    return form() + " " + own;
  }

  /** {@return the crop to use if the setting {@code crop} is a word; none by default} */
  protected Extent cropOfWord() {
    return Extent.NONE;
  }

  @Override
  public final Map<String, Object> defaults() {
    return FaceReading.defaults(ownDefaults());
  }

  @Override
  public final Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.path(settings);
    FaceReading reading = FaceReading.of(settings, cropOfWord());
    try (FileTree tree = FileTree.open(root, layout())) {
      String key = key(settings);
      return reading.read(name, tree, key, work, progress, () -> found(tree, settings));
    }
  }

  @Override
  public final ImageStream pictures(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    Extent crop = FaceReading.of(settings, cropOfWord()).scaler().crop();
    return ImageStream.open(root, layout(), crop, tree -> found(tree, settings));
  }

  private FaceList found(FileTree tree, Settings settings) throws IOException {
    FaceList list = faces(tree, settings);
    if (list.faces().isEmpty() && list.problems().isEmpty()) {
      throw new BadInputException(tree.root() + ": no images of people; " + layout());
    }
    return list;
  }
}
