package io.ddh.data.read.folder;

import io.ddh.data.read.files.FileTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Detects images that are in a person's folder twice, once as a photo, such as {@code
 * person/1.jpg}, and once as the face that a tool cut out of this photo, such as {@code
 * person/face/1.jpg}. Only one of the two images may be read. Otherwise one of them might become a
 * query and the other its trivial match in the gallery.
 */
final class CropFolders {
  private static final Set<String> CROPS =
      Set.of("face", "faces", "crop", "crops", "cropped", "aligned");

  private static final Set<String> SMALLER =
      Set.of(
          "thumb", "thumbs", "thumbnail", "thumbnails", "preview", "previews", "small", "resized");

  private CropFolders() {}

  /**
   * Finds the pairs of a photo and the face cut out of it, and removes one image of each pair.
   *
   * @param files all files of one person
   * @param photos whether to keep the photo instead of the face that was cut out of it
   * @param twice receives the number of pairs for each name of an inner folder
   */
  static List<FaceList.Face> once(
      List<FaceList.Face> files, boolean photos, Map<String, Integer> twice) {
    Map<String, FileTree.Entry> byName = new HashMap<>();
    files.forEach(e -> byName.put(stem(e.file().path()), e.file()));
    Set<FileTree.Entry> left = new HashSet<>();
    for (FaceList.Face entry : files) {
      String path = entry.file().path();
      List<String> parts = entry.file().parts();
      for (int i = parts.size() - 2; i > 0; i--) {
        String folder = parts.get(i).toLowerCase(Locale.ROOT);
        boolean crop = isCrop(folder);
        if (!crop && !SMALLER.contains(folder)) {
          continue;
        }
        List<String> without = new ArrayList<>(parts);
        without.remove(i);
        FileTree.Entry photo = byName.get(stem(String.join("/", without)));
        if (photo != null && !photo.path().equals(path)) {
          left.add(crop && !photos ? photo : entry.file());
          twice.merge(parts.get(i), 1, Integer::sum);
        }
      }
    }
    return left.isEmpty() ? files : files.stream().filter(e -> !left.contains(e.file())).toList();
  }

  /** Returns one line for the user about the images that were left out. */
  static String note(Map<String, Integer> twice, boolean photos) {
    List<String> told = new ArrayList<>();
    new TreeMap<>(twice)
        .forEach(
            (folder, n) -> {
              boolean crop = !photos && isCrop(folder);
              String read = "the copies in the subfolder are " + (crop ? "read" : "not read");
              told.add(
                  n
                      + " images also exist in the subfolder "
                      + folder
                      + "/ of their person: "
                      + read);
            });
    return String.join("; ", told);
  }

  /** Returns whether the name of a folder indicates that it holds faces cut out of photos. */
  static boolean isCrop(String folder) {
    return CROPS.contains(folder.toLowerCase(Locale.ROOT));
  }

  private static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot <= path.lastIndexOf('/') ? path : path.substring(0, dot);
  }
}
