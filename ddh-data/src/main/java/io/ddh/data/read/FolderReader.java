package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a folder with one folder of images for each person, at any depth below it, or an archive
 * (ZIP, tar, gzipped tar) of such a folder without unpacking it. Which folders are people's, {@link
 * PersonFolders} finds out; the parts of a divided set become one, with a given split. Settings,
 * beside those of {@link FaceReading}:
 *
 * <ul>
 *   <li>{@code path}: the folder or the archive
 *   <li>{@code boxes}: a CSV of face boxes ({@link BoxFile}) in the folder or anywhere; empty: none
 *   <li>{@code margin}: how much wider and higher than its box a face is cut out, on every side, as
 *       a share of the box
 *   <li>{@code level}: which folders are people's, 1: those at the top, 2: those below them, …; 0:
 *       found out
 * </ul>
 */
public final class FolderReader implements PictureReader {
  @Override
  public String form() {
    return "folder";
  }

  @Override
  public Map<String, Object> defaults() {
    return FaceReading.defaults(
        Map.of(
            "boxes",
            new Settings.Added(""),
            "margin",
            new Settings.Added(0.0),
            "level",
            new Settings.Added(0)));
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.path(settings);
    FaceReading reading = FaceReading.of(settings);
    double margin = settings.real("margin", -0.4, 4);
    int level = level(settings);
    try (FileTree tree = FileTree.open(root, ImageFiles.LAYOUT)) {
      Optional<BoxFile> boxes = boxes(settings, root, reading);
      String more = "folder" + boxes.map(b -> " " + b.digest() + " " + margin).orElse("") + level;
      return reading.read(name, tree, more, work, progress, () -> list(tree, level, boxes, margin));
    }
  }

  @Override
  public ImageStream pictures(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    FaceReading reading = FaceReading.of(settings);
    double margin = settings.real("margin", -0.4, 4);
    return ImageStream.open(
        root,
        ImageFiles.LAYOUT,
        reading.scaler().crop(),
        tree -> list(tree, level(settings), boxes(settings, root, reading), margin));
  }

  private static Optional<BoxFile> boxes(Settings settings, Path root, FaceReading reading)
      throws IOException {
    Optional<BoxFile> boxes = BoxFile.of(settings, "boxes", root);
    if (boxes.isPresent() && !reading.scaler().crop().isNone()) {
      throw new BadInputException(
          settings.path(FaceReading.CROP)
              + ": must be 0 where there are boxes: they say what is cut out");
    }
    return boxes;
  }

  private static int level(Settings settings) {
    return settings.integer("level", 0, 100);
  }

  private static FaceList list(FileTree tree, int level, Optional<BoxFile> boxes, double margin) {
    ImageFiles files = ImageFiles.of(tree, level, boxes.isPresent());
    FaceList list = FaceList.of(files);
    return boxes.isPresent() ? boxes.get().applyTo(list, margin, files.wrap()) : list;
  }
}
