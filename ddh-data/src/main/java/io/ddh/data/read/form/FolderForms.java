package io.ddh.data.read.form;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tests for the forms that keep each image in a file of its own, in a folder or an archive. */
final class FolderForms {
  private static final Set<String> IMAGES =
      Set.of("jpg", "jpeg", "png", "pgm", "ppm", "pnm", "bmp");

  private FolderForms() {}

  static Verdict youTube(Glance glance) {
    boolean frames = false;
    boolean aligned = false;
    boolean lists = false;
    for (String name : glance.names()) {
      List<String> parts = List.of(name.split("/", -1));
      String last = parts.get(parts.size() - 1);
      frames |= parts.contains("frame_images_DB") && isImage(name);
      aligned |= parts.contains("aligned_images_DB") && isImage(name);
      aligned |= last.startsWith("aligned_detect_") && parts.size() >= 3;
      lists |= last.endsWith(".labeled_faces.txt");
    }
    if (aligned) {
      return Verdict.fits("frames named aligned_detect_… or below aligned_images_DB");
    }
    return lists || frames
        ? Verdict.fits("frame_images_DB or lists person.labeled_faces.txt")
        : Verdict.not("no aligned_images_DB and no frame_images_DB");
  }

  static Verdict faceScrub(Glance glance) {
    boolean lists = false;
    boolean images = false;
    for (String name : glance.names()) {
      lists |= name.matches("(facescrub_)?(actors|actresses)(_users_normal_bbox)?\\.txt");
      images |= isImage(name);
    }
    if (!lists) {
      return Verdict.not("no facescrub_actors.txt or facescrub_actresses.txt");
    }
    return images
        ? Verdict.fits("facescrub_actors.txt or facescrub_actresses.txt beside images")
        : Verdict.almost("FaceScrub's lists, but no images");
  }

  static Verdict trainTest(Glance glance) {
    if (glance.kind() == Glance.Kind.FILE) {
      return Verdict.not("neither folder nor archive");
    }
    int train = 0;
    int test = 0;
    for (List<String> parts : images(glance)) {
      train += parts.size() >= 3 && parts.get(0).equals("train") ? 1 : 0;
      test += parts.size() >= 3 && parts.get(0).equals("test") ? 1 : 0;
    }
    return train > 0 && test > 0
        ? Verdict.fits("images in train/<class> and in test/<class>")
        : Verdict.not("no images in train/<class> and test/<class>");
  }

  static Verdict people(Glance glance) {
    if (glance.kind() == Glance.Kind.FILE) {
      return Verdict.not("neither folder nor archive");
    }
    Set<String> people = new TreeSet<>();
    int loose = 0;
    for (List<String> parts : images(glance)) {
      if (parts.size() >= 2) {
        people.add(parts.get(0));
      } else {
        loose++;
      }
    }
    if (people.isEmpty()) {
      return Verdict.not("no folders with images in them, " + loose + " loose images");
    }
    String more = glance.whole() ? "" : " or more";
    return Verdict.fits(people.size() + more + " folders with images in them, one a person");
  }

  /** The image files' paths in parts, without the one folder around all in an archive. */
  private static List<List<String>> images(Glance glance) {
    List<List<String>> all =
        glance.names().stream()
            .filter(FolderForms::isImage)
            .map(name -> List.of(name.split("/", -1)))
            .toList();
    boolean wrapped =
        glance.kind() == Glance.Kind.ARCHIVE
            && !all.isEmpty()
            && all.stream().allMatch(p -> p.size() >= 3)
            && all.stream().map(p -> p.get(0)).distinct().count() == 1;
    return wrapped ? all.stream().map(p -> p.subList(1, p.size())).toList() : all;
  }

  static boolean isImage(String name) {
    return IMAGES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
