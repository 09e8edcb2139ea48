package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.LabeledImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What was left out when a folder was read.
 *
 * @param files what was listed
 * @param failures for each file null, or its name and why it couldn't be read
 * @param small images smaller than the crop
 */
record ReadReport(ImageFiles files, String[] failures, int small) {
  private static final int NAMED = 20;

  /** Refuses the folder if more files than allowed were unreadable, or all. */
  void refuseBeyond(Path root, long allowed) {
    List<String> unreadable = unreadable();
    int n = failures.length;
    if (unreadable.size() == n) {
      throw new BadInputException(
          root + ": none of " + n + " image files can be read; the first: " + unreadable.get(0));
    }
    if (unreadable.size() > allowed) {
      throw new BadInputException(
          root
              + ": "
              + unreadable.size()
              + " of "
              + n
              + " image files can't be read, at most "
              + allowed
              + " may (max-corrupt); the first: "
              + unreadable.get(0));
    }
  }

  private List<String> unreadable() {
    return Arrays.stream(failures).filter(Objects::nonNull).toList();
  }

  /** Counts for the provenance. */
  Map<String, Long> counts(LabeledImages images) {
    return Map.of(
        "images", (long) images.size(),
        "people", (long) images.identities().size(),
        "people.without-images", (long) lost(images).size(),
        "files.ignored", files.ignored(),
        "files.unreadable", (long) unreadable().size(),
        "images.smaller-than-crop", (long) small);
  }

  /** One line for each thing that the user should know. */
  List<String> notes(LabeledImages images, int crop) {
    List<String> notes = new ArrayList<>();
    List<String> unreadable = unreadable();
    unreadable.stream().limit(NAMED).forEach(f -> notes.add("skipped " + f));
    if (unreadable.size() > NAMED) {
      notes.add("skipped " + (unreadable.size() - NAMED) + " more unreadable files");
    }
    List<String> lost = lost(images);
    if (!lost.isEmpty()) {
      notes.add(lost.size() + " people without images: " + named(lost));
    }
    if (files.ignored() > 0) {
      notes.add(files.ignored() + " files ignored: no image by extension, or in no person folder");
    }
    if (small > 0) {
      notes.add(
          small + " images smaller than the crop of " + crop + ": largest centre square taken");
    }
    return notes;
  }

  private List<String> lost(LabeledImages images) {
    List<String> lost = new ArrayList<>(files.empty());
    lost.addAll(files.people());
    lost.removeAll(Set.copyOf(images.identities()));
    lost.sort(null);
    return lost;
  }

  private static String named(List<String> names) {
    String head = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? head + ", …" : head;
  }
}
