package io.ddh.data.read.form;

import io.ddh.core.BadInputException;
import io.ddh.data.read.PersonFolders;
import io.ddh.data.read.files.ImageEndings;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tests for the forms that keep each image in a file of its own, in a folder or an archive. */
final class FolderForms {
  private FolderForms() {}

  static FormMatch youTube(Glance glance) {
    boolean frames = false;
    boolean aligned = false;
    boolean lists = false;
    for (String name : glance.names()) {
      List<String> parts = List.of(name.split("/", -1));
      String last = parts.get(parts.size() - 1);
      frames |= parts.contains("frame_images_DB") && ImageEndings.isOne(name);
      aligned |= parts.contains("aligned_images_DB") && ImageEndings.isOne(name);
      aligned |= last.startsWith("aligned_detect_") && parts.size() >= 3;
      lists |= last.endsWith(".labeled_faces.txt");
    }
    if (aligned) {
      return FormMatch.fits("frames named aligned_detect_… or below aligned_images_DB");
    }
    return lists || frames
        ? FormMatch.fits("frame_images_DB or lists person.labeled_faces.txt")
        : FormMatch.not("no aligned_images_DB and no frame_images_DB");
  }

  static FormMatch faceScrub(Glance glance) throws IOException {
    boolean lists = false;
    boolean images = !glance.images().isEmpty();
    for (String name : glance.names()) {
      lists |= name.matches("(facescrub_)?(actors|actresses)(_users_normal_bbox)?\\.txt");
    }
    if (!lists) {
      return FormMatch.not("no facescrub_actors.txt or facescrub_actresses.txt");
    }
    return images
        ? FormMatch.fits("facescrub_actors.txt or facescrub_actresses.txt beside images")
        : FormMatch.almost("FaceScrub's lists, but no images");
  }

  static FormMatch trainTest(Glance glance) throws IOException {
    if (glance.kind() == Glance.Kind.FILE) {
      return FormMatch.not("neither folder nor archive");
    }
    Map<String, Integer> parts = new TreeMap<>();
    for (List<String> path : unwrapped(glance.images())) {
      if (path.size() >= 3) {
        parts.merge(path.get(0), 1, Integer::sum);
      }
    }
    return parts.keySet().equals(Set.of("train", "test"))
        ? FormMatch.fits("images in train/<class> and in test/<class>")
        : FormMatch.not("no images in train/<class> and test/<class> alone");
  }

  static FormMatch people(Glance glance) throws IOException {
    if (glance.kind() == Glance.Kind.FILE) {
      return FormMatch.not("neither folder nor archive");
    }
    List<List<String>> paths = parts(glance.images());
    long loose = paths.stream().filter(path -> path.size() < 2).count();
    if (paths.size() == loose) {
      return FormMatch.not("no folders with images in them, " + loose + " loose images");
    }
    String more = glance.whole() ? "" : " or more";
    try {
      int people = PersonFolders.of(glance.path().toString(), paths, Set.of(), 0).count();
      return FormMatch.fits(people + more + " folders with images in them, one a person");
    } catch (BadInputException e) {
      return FormMatch.fits("folders with images in them"); // the reader says why it refuses them
    }
  }

  private static List<List<String>> parts(List<String> names) {
    return names.stream().map(name -> List.of(name.split("/", -1))).toList();
  }

  /** Paths in parts, without folders that hold all the others. */
  private static List<List<String>> unwrapped(List<String> names) {
    List<List<String>> all = parts(names);
    while (all.stream().allMatch(p -> p.size() >= 3)
        && all.stream().map(p -> p.get(0)).distinct().count() == 1) {
      all = all.stream().map(p -> p.subList(1, p.size())).toList();
    }
    return all;
  }
}
