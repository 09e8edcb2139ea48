package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Extent;
import io.ddh.core.LabeledImages;
import io.ddh.core.Reason;
import io.ddh.core.Shown;
import io.ddh.data.read.files.PassedOver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reports what was left out when image files were read. */
final class ReadReport {
  private static final int NAMED = 20;

  private final FaceList list;
  private final long smallOnes;
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> altered = new ArrayList<>();

  ReadReport(FaceList list, DecodedFaces decoded) {
    this.list = list;
    smallOnes = decoded.smallOnes();
    for (int i = 0; i < list.faces().size(); i++) {
      String file = list.faces().get(i).relative() + ": ";
      decoded
          .failure(i)
          .ifPresent(
              e ->
                  (e instanceof AlteredFileException ? altered : unreadable)
                      .add(file + Reason.of(e)));
    }
    unreadable.addAll(list.problems());
  }

  /** Refuses the set if more files than allowed were unreadable, or all. */
  void refuseBeyond(Path root, long allowed) {
    int n = list.faces().size() + list.problems().size();
    if (unreadable.size() + altered.size() == n) {
      String first =
          Stream.of(unreadable, altered)
              .flatMap(List::stream)
              .findFirst()
              .map(line -> "; the first: " + line)
              .orElse("");
      throw new BadInputException(root + ": none of " + n + " image files can be read" + first);
    }
    if (unreadable.size() > allowed) {
      throw BadInputException.of(
          "%s: %d of %d image files can't be read, at most %d may (max-corrupt); the first: %s",
          root, unreadable.size(), n, allowed, unreadable.get(0));
    }
  }

  /** Counts for the provenance. */
  Map<String, Long> counts(LabeledImages images) {
    Map<String, Long> counts = new TreeMap<>(list.counts());
    counts.put("images", (long) images.size());
    counts.put("people", (long) images.identities().size());
    counts.put("people.without-images", (long) lost(images).size());
    counts.put("files.ignored", list.ignored().count());
    counts.put("files.unreadable", (long) unreadable.size());
    counts.put("images.smaller-than-crop", smallOnes);
    if (list.faces().stream().anyMatch(f -> f.sha256().isPresent())) {
      counts.put("files.altered", (long) altered.size());
    }
    return counts;
  }

  /** One line for each thing that the user should know. */
  List<String> notes(LabeledImages images, Extent crop, PassedOver passedOver) {
    List<String> notes = new ArrayList<>();
    name(notes, "skipped ", unreadable, "unreadable");
    name(notes, "left out ", altered, "altered");
    List<String> lost = lost(images);
    if (!lost.isEmpty()) {
      notes.add(lost.size() + " people without images: " + Shown.names(lost));
    }
    list.ignored().note().ifPresent(notes::add);
    passedOver.note().ifPresent(notes::add);
    if (smallOnes > 0) {
      notes.add(
          smallOnes + " images smaller than the crop of " + crop + ": largest centre square taken");
    }
    notes.addAll(list.notes());
    return notes;
  }

  private static void name(List<String> notes, String verb, List<String> files, String what) {
    files.stream().limit(NAMED).forEach(f -> notes.add(verb + f));
    if (files.size() > NAMED) {
      notes.add(verb + (files.size() - NAMED) + " more " + what + " files");
    }
  }

  private List<String> lost(LabeledImages images) {
    List<String> lost = new ArrayList<>(list.people());
    lost.removeAll(Set.copyOf(images.identities()));
    return lost.stream().sorted().toList();
  }
}
