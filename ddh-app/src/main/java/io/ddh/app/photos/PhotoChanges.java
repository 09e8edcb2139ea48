package io.ddh.app.photos;

import io.ddh.app.images.FacePlace;
import io.ddh.data.read.files.FileTree;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a folder of photos differs from an index of it.
 *
 * @param wanted photos whose faces are to be added, with their present stamps: new photos, photos
 *     that could not be read the last time, and, if {@code sync} is set, changed photos
 * @param known what is known of the photos that stay as they are
 * @param changed number of photos that have changed since they were indexed
 * @param gone photos of the index that are no longer in the folder
 * @param outdated ids of the faces to delete
 */
record PhotoChanges(
    Map<String, FileStamp> wanted,
    Map<String, PhotoLedger.Line> known,
    int changed,
    Set<String> gone,
    long[] outdated) {
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\]|[A-Za-z]:[/\\\\]");

  /** Compares a folder with its index, if there is one already. */
  static PhotoChanges of(PhotoFolder folder, Path file, Optional<CodeIndex> index, boolean sync)
      throws IOException {
    Map<String, PhotoLedger.Line> known = new TreeMap<>();
    if (index.isPresent()) {
      index.get().items().forEach(item -> note(known, item));
      known.putAll(PhotoLedger.read(PhotoLedger.file(file)).photos());
    }
    Map<String, FileStamp> wanted = new TreeMap<>();
    int changed = 0;
    for (Map.Entry<String, FileTree.Entry> photo : folder.photos().entrySet()) {
      FileStamp now = FileStamp.of(photo.getValue());
      PhotoLedger.Line before = known.get(photo.getKey());
      boolean open = before == null || before.unreadable();
      boolean differs = !open && before.stamp().differs(now);
      changed += differs ? 1 : 0;
      if (open || sync && differs) {
        wanted.put(photo.getKey(), now);
      } else if (!differs) {
        known.put(photo.getKey(), new PhotoLedger.Line(now, before.faces(), before.problem()));
      }
    }
    Set<String> gone = new TreeSet<>();
    known.keySet().stream().filter(folder::gone).forEach(gone::add);
    known.keySet().removeAll(wanted.keySet());
    if (sync) {
      known.keySet().removeAll(gone);
    }
    long[] outdated =
        index.stream()
            .filter(own -> sync)
            .flatMap(CodeIndex::items)
            .filter(item -> old(FacePlace.photo(item.source()), wanted, gone))
            .mapToLong(Item::id)
            .toArray();
    return new PhotoChanges(wanted, known, changed, gone, outdated);
  }

  private static boolean old(String photo, Map<String, FileStamp> wanted, Set<String> gone) {
    return wanted.containsKey(photo) || gone.contains(photo);
  }

  /** Counts a face of the index, unless its photo is from elsewhere and so has an absolute path. */
  private static void note(Map<String, PhotoLedger.Line> known, Item item) {
    String photo = FacePlace.photo(item.source());
    if (!photo.isEmpty() && !ABSOLUTE.matcher(photo).lookingAt()) {
      known.merge(
          photo,
          new PhotoLedger.Line(FileStamp.UNKNOWN, 1, ""),
          (a, b) -> new PhotoLedger.Line(FileStamp.UNKNOWN, a.faces() + 1, ""));
    }
  }

  /** Returns the list of all photos as it is once the wanted photos are in the index. */
  PhotoLedger ledger(Map<String, PhotoLedger.Line> added) {
    Map<String, PhotoLedger.Line> all = new TreeMap<>(known);
    all.putAll(added);
    return new PhotoLedger(all);
  }
}
