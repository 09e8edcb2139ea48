package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Settings;
import io.ddh.core.Sha256;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.TextFiles;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads FaceScrub (H.-W. Ng, S. Winkler, ICIP 2014) as it is distributed: lists {@code
 * facescrub_actors.txt} and {@code facescrub_actresses.txt} ({@link FaceScrubFiles.Row}) and the
 * images that were downloaded from their addresses, in folders or an archive. Each face is cropped
 * to its box. Images whose SHA-256 differs from the list's, and rows whose image is missing, are
 * left out and reported. {@link FolderReader} reads faces that are cropped already, in a folder per
 * person. Settings, beside those of {@link FaceFilesReader} (a {@code crop} isn't allowed):
 *
 * <ul>
 *   <li>{@code path}: the folder or archive of images
 *   <li>{@code lists}: the folder with the lists; empty: the path itself, or the archive's folder
 *   <li>{@code verify}: whether a file's SHA-256 must be the list's
 *   <li>{@code margin}: how much wider and higher than its box a face is cut out, on every side, as
 *       a share of the box
 * </ul>
 */
public final class FaceScrubReader extends FaceFilesReader {
  /** Names of the lists, as they came at different times. */
  private static final String NAMES = "(facescrub_)?(actors|actresses)(_users_normal_bbox)?\\.txt";

  @Override
  public String form() {
    return "facescrub";
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (candidate.names().stream().noneMatch(name -> name.matches(NAMES))) {
      return FormMatch.NO;
    }
    return candidate.images().isEmpty()
        ? FormMatch.near("FaceScrub's lists, but no images")
        : FormMatch.fits("facescrub_actors.txt or facescrub_actresses.txt beside images");
  }

  @Override
  protected Map<String, Object> ownDefaults() {
    return Map.of("lists", "", "verify", true, "margin", 0.0);
  }

  @Override
  protected String layout() {
    return "expected the images that FaceScrub's lists name";
  }

  @Override
  protected String key(Settings settings) throws IOException {
    if (isCropped(settings)) {
      throw new BadInputException(
          settings.path(CROP) + ": must be 0: the lists' boxes say what is cut out");
    }
    StringBuilder key = new StringBuilder("facescrub " + verify(settings) + " " + margin(settings));
    for (Path list : lists(settings)) {
      key.append(' ').append(Sha256.hex(bytes(list)));
    }
    return key.toString();
  }

  @Override
  protected FaceList faces(FileTree tree, Settings settings) throws IOException {
    List<FaceScrubFiles.Row> rows = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Path list : lists(settings)) {
      FaceScrubFiles.read(list, bytes(list), rows, wrong);
    }
    return FaceScrubFiles.match(tree, rows, wrong, verify(settings), margin(settings));
  }

  private static boolean verify(Settings settings) {
    return settings.flag("verify");
  }

  private static byte[] bytes(Path list) throws IOException {
    return TextFiles.bytes(list, "a list of faces");
  }

  private static List<Path> lists(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    String given = settings.text("lists");
    Path folder = root;
    if (!given.isBlank()) {
      folder = ReaderSettings.path(settings, "lists");
    } else if (!Files.isDirectory(root)) {
      folder = root.toAbsolutePath().getParent();
    }
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        found.addAll(
            files.filter(f -> f.getFileName().toString().matches(NAMES)).sorted().toList());
      }
    }
    if (found.isEmpty()) {
      throw BadInputException.of(
          "%s: no facescrub_actors.txt or facescrub_actresses.txt; %s can name their folder",
          folder, settings.path("lists"));
    }
    return found;
  }
}
