package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads FaceScrub (H.-W. Ng, S. Winkler, ICIP 2014) as it is handed out: lists {@code
 * facescrub_actors.txt} and {@code facescrub_actresses.txt} ({@link FaceScrubList}) and the images
 * that were downloaded by them, in folders or an archive. Each face is cut out by its box; an image
 * whose SHA-256 is not the list's is left out and named, and so is a row whose image isn't there.
 * Faces that are cut out already, a folder a person, are read by {@link FolderReader}. Settings,
 * beside those of {@link FaceReading} (a {@code crop} isn't allowed):
 *
 * <ul>
 *   <li>{@code path}: the folder or archive of images
 *   <li>{@code lists}: the folder with the lists; empty: the path itself, or the archive's folder
 *   <li>{@code verify}: whether a file's SHA-256 must be the list's
 *   <li>{@code margin}: how much wider and higher than its box a face is cut out, on every side, as
 *       a share of the box
 * </ul>
 */
public final class FaceScrubReader implements PictureReader {
  private static final String LAYOUT = "expected the images that FaceScrub's lists name";

  @Override
  public String form() {
    return "facescrub";
  }

  @Override
  public Map<String, Object> defaults() {
    return FaceReading.defaults(Map.of("lists", "", "verify", true, "margin", 0.0));
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.path(settings);
    FaceReading reading = FaceReading.of(settings);
    if (!reading.scaler().crop().isNone()) {
      throw new BadInputException(
          settings.path(FaceReading.CROP) + ": must be 0: the lists' boxes say what is cut out");
    }
    boolean verify = settings.flag("verify");
    double margin = settings.real("margin", -0.4, 4);
    try (FileTree tree = FileTree.open(root, LAYOUT)) {
      List<FaceScrubList.Row> rows = new ArrayList<>();
      List<String> wrong = new ArrayList<>();
      StringBuilder more = new StringBuilder("facescrub " + verify + " " + margin);
      for (Path list : lists(root, settings)) {
        byte[] bytes = TextFiles.bytes(list, "a list of faces");
        more.append(' ').append(Sha256.hex(bytes));
        FaceScrubList.read(list, bytes, rows, wrong);
      }
      return reading.read(
          name,
          tree,
          more.toString(),
          work,
          progress,
          () -> FaceScrubFiles.match(tree, rows, wrong, verify, margin));
    }
  }

  @Override
  public ImageStream pictures(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    boolean verify = settings.flag("verify");
    double margin = settings.real("margin", -0.4, 4);
    return ImageStream.open(
        root,
        LAYOUT,
        Extent.NONE,
        tree -> {
          List<FaceScrubList.Row> rows = new ArrayList<>();
          List<String> wrong = new ArrayList<>();
          for (Path list : lists(root, settings)) {
            FaceScrubList.read(list, TextFiles.bytes(list, "a list of faces"), rows, wrong);
          }
          return FaceScrubFiles.match(tree, rows, wrong, verify, margin);
        });
  }

  private static List<Path> lists(Path root, Settings settings) throws IOException {
    String given = settings.text("lists");
    Path folder = root;
    if (!given.isBlank()) {
      folder = Path.of(given);
    } else if (!Files.isDirectory(root)) {
      folder = root.toAbsolutePath().getParent();
    }
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        found.addAll(
            files
                .filter(f -> f.getFileName().toString().matches(FaceScrubList.NAMES))
                .sorted()
                .toList());
      }
    }
    if (found.isEmpty()) {
      throw new BadInputException(
          folder
              + ": no facescrub_actors.txt or facescrub_actresses.txt; "
              + settings.path("lists")
              + " can name their folder");
    }
    return found;
  }
}
