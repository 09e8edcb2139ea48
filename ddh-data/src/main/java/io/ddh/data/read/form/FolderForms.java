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

  private static boolean isImage(String name) {
    return IMAGES.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
