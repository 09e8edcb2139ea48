package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Extent;
import io.ddh.core.LabeledImages;
import io.ddh.core.Reason;
import io.ddh.data.read.files.PassedOver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What was left out when image files were read. Each image is reported by one thread, once. */
final class ReadReport {
  private static final int NAMED = 20;

  private final FaceList list;
  private final String[] unreadable;
  private final String[] altered;
  private final boolean[] small;

  ReadReport(FaceList list, int n) {
    this.list = list;
    this.unreadable = new String[n];
    this.altered = new String[n];
    this.small = new boolean[n];
  }

  /** Image i was read. */
  void small(int i, boolean smallerThanCrop) {
    small[i] = smallerThanCrop;
  }

  /** Image i couldn't be read. */
  void failed(int i, IOException e) {
    String line = list.faces().get(i).relative() + ": " + reason(e);
    if (e instanceof AlteredFileException) {
      altered[i] = line;
    } else {
      unreadable[i] = line;
    }
  }

  boolean isRead(int i) {
    return unreadable[i] == null && altered[i] == null;
  }

  /** What a user is told of an exception, one line. */
  static String reason(IOException e) {
    return Reason.of(e);
  }

  /** Refuses the set if more files than allowed were unreadable, or all. */
  void refuseBeyond(Path root, long allowed) {
    List<String> bad = unreadable();
    int n = list.faces().size() + list.problems().size();
    boolean none = true;
    for (int i = 0; i < small.length; i++) {
      none &= !isRead(i);
    }
    if (none) {
      List<String> all = new ArrayList<>(bad);
      all.addAll(altered());
      throw new BadInputException(
          root
              + ": none of "
              + n
              + " image files can be read"
              + (all.isEmpty() ? "" : "; the first: " + all.get(0)));
    }
    if (bad.size() > allowed) {
      throw new BadInputException(
          root
              + ": "
              + bad.size()
              + " of "
              + n
              + " image files can't be read, at most "
              + allowed
              + " may (max-corrupt); the first: "
              + bad.get(0));
    }
  }

  private List<String> unreadable() {
    List<String> out = new ArrayList<>(Arrays.stream(unreadable).filter(Objects::nonNull).toList());
    out.addAll(list.problems());
    return out;
  }

  private List<String> altered() {
    return Arrays.stream(altered).filter(Objects::nonNull).toList();
  }

  private long smallOnes() {
    long count = 0;
    for (boolean one : small) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Counts for the provenance. */
  Map<String, Long> counts(LabeledImages images) {
    Map<String, Long> counts = new TreeMap<>(list.counts());
    counts.put("images", (long) images.size());
    counts.put("people", (long) images.identities().size());
    counts.put("people.without-images", (long) lost(images).size());
    counts.put("files.ignored", list.ignored().count());
    counts.put("files.unreadable", (long) unreadable().size());
    counts.put("images.smaller-than-crop", smallOnes());
    if (list.faces().stream().anyMatch(f -> f.sha256().isPresent())) {
      counts.put("files.altered", (long) altered().size());
    }
    return counts;
  }

  /** One line for each thing that the user should know. */
  List<String> notes(LabeledImages images, Extent crop, PassedOver passedOver) {
    List<String> notes = new ArrayList<>();
    name(notes, "skipped ", unreadable(), "unreadable");
    name(notes, "left out ", altered(), "altered");
    List<String> lost = lost(images);
    if (!lost.isEmpty()) {
      notes.add(lost.size() + " people without images: " + named(lost));
    }
    list.ignored().note().ifPresent(notes::add);
    passedOver.note().ifPresent(notes::add);
    if (smallOnes() > 0) {
      notes.add(
          smallOnes()
              + " images smaller than the crop of "
              + crop
              + ": largest centre square taken");
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
    List<String> lost = new ArrayList<>(list.empty());
    lost.addAll(list.people());
    lost.removeAll(Set.copyOf(images.identities()));
    lost.sort(null);
    return lost;
  }

  /** Names with commas, the first few. */
  static String named(List<String> names) {
    String head = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? head + ", …" : head;
  }
}
