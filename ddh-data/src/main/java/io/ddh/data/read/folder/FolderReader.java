package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Settings;
import io.ddh.core.Specificity;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a folder with one folder of images for each person, at any depth below it, or an archive
 * (ZIP, tar, gzipped tar) of such a folder without unpacking it. {@link PersonFolders} finds out
 * which folders are people's. The parts of a divided set become one set with a given split.
 * Settings, beside those of {@link FaceFilesReader}:
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
public final class FolderReader extends FaceFilesReader {
  @Override
  public String form() {
    return "folder";
  }

  @Override
  public Specificity specificity() {
    return Specificity.ANY_FOLDER;
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    List<List<String>> paths =
        candidate.images().stream().map(name -> List.of(name.split("/", -1))).toList();
    if (paths.stream().allMatch(path -> path.size() < 2)) {
      return FormMatch.NO;
    }
    String more = candidate.whole() ? "" : " or more";
    try {
      int people = PersonFolders.of(candidate.path().toString(), paths, Set.of(), 0).count();
      return FormMatch.fits(people + more + " folders with images in them, one a person");
    } catch (BadInputException e) {
      return FormMatch.fits("folders with images in them"); // reading says why it refuses them
    }
  }

  @Override
  protected Map<String, Object> ownDefaults() {
    return Map.of(
        "boxes",
        new Settings.Added(""),
        "margin",
        new Settings.Added(0.0),
        "level",
        new Settings.Added(0));
  }

  @Override
  protected String layout() {
    return ImageFiles.LAYOUT;
  }

  @Override
  protected String key(Settings settings) throws IOException {
    double margin = margin(settings);
    String boxes = boxes(settings).map(b -> " " + b.digest() + " " + margin).orElse("");
    return "folder" + boxes + level(settings);
  }

  @Override
  protected FaceList faces(FileTree tree, Settings settings) throws IOException {
    Optional<BoxFile> boxes = boxes(settings);
    ImageFiles files = ImageFiles.of(tree, level(settings), boxes.isPresent());
    return boxes.isPresent()
        ? boxes.get().applyTo(files.list(), margin(settings), files.wrap())
        : files.list();
  }

  private static Optional<BoxFile> boxes(Settings settings) throws IOException {
    Optional<BoxFile> boxes = BoxFile.of(settings, "boxes", ReaderSettings.path(settings));
    if (boxes.isPresent() && isCropped(settings)) {
      throw new BadInputException(
          settings.path(CROP) + ": must be 0 where there are boxes: they say what is cut out");
    }
    return boxes;
  }

  private static int level(Settings settings) {
    return settings.integer("level", 0, 100);
  }
}
