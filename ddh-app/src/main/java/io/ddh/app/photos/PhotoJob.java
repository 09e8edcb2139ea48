package io.ddh.app.photos;

import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Builds an index of the faces in the photos of a folder, or brings it up to date. The faces are
 * collected in a work file beside the index, so that an interrupted job goes on where it stopped.
 * Only a few photos are in memory at a time.
 *
 * @param folder the folder of photos, at any depth
 * @param index the index file
 * @param model the model of the existing index; empty if the index is to be built
 * @param options options of the networks, as JSON
 * @param faces finds faces and computes their vectors with these networks
 * @param threads number of photos that are processed at the same time, at least 1
 */
record PhotoJob(
    Path folder,
    Path index,
    PhotoRequest request,
    Optional<PhotoModel> model,
    String options,
    FaceSource faces,
    int threads) {
  /** The work file of an index. */
  static Path work(Path index) {
    return index.resolveSibling(index.getFileName() + ".faces.part");
  }

  /**
   * Does the job.
   *
   * @param notes receives remarks for the user, one line each
   * @throws BadInputException if no photo shows a face, or the request doesn't fit the index
   */
  PhotoSummary run(Progress progress, Consumer<String> notes) throws IOException {
    Optional<CodeIndex> before =
        model.isPresent() ? Optional.of(CodeIndex.open(index)) : Optional.empty();
    boolean labels = labels(before);
    if (before.isEmpty()) {
      HasherFit.check(request, labels, faces.length());
    }
    PhotoFolder photos = PhotoFolder.list(folder, notes);
    boolean moved = before.isPresent() && photos.moved(before.get(), index);
    PhotoChanges changes = PhotoChanges.of(photos, index, before, request.sync());
    Path part = work(index);
    Files.createDirectories(part.toAbsolutePath().getParent());
    try (FaceSpool spool = new FaceSpool(part, faces.networks() + "\n" + options)) {
      if (changedSince(before)) {
        spool.delete();
        throw new BadInputException(
            index + ": changed by another process at the same time; run the command again");
      }
      collect(photos, changes.wanted(), spool, progress, notes);
      PhotoEntries entries = new PhotoEntries(index, spool, changes.wanted(), labels);
      Map<String, PhotoLedger.Line> found = new TreeMap<>();
      spool.read(changes.wanted(), one -> found.put(one.photo(), PhotoLedger.Line.of(one)));
      int deleted = 0;
      if (before.isPresent()) {
        deleted =
            entries.update(model.orElseThrow(), changes.outdated(), moved ? photos.root() : "");
      } else if (found.values().stream().anyMatch(line -> line.faces() > 0)) {
        entries.build(request, faces.networks(), options, photos.root(), progress, notes);
      } else {
        spool.delete();
        String first = found.keySet().iterator().next();
        throw BadInputException.of(
            "%s: no face found in any of %d photos; the first: %s: %s",
            folder, found.size(), first, found.get(first).problem());
      }
      changes.ledger(found).write(PhotoLedger.file(index));
      spool.delete();
      return new PhotoSummary(
          found,
          changes.known().size(),
          changes.changed(),
          changes.gone().size(),
          deleted,
          request.sync());
    }
  }

  /** Whether another process has changed the index before the lock of the work file was taken. */
  private boolean changedSince(Optional<CodeIndex> before) throws IOException {
    return before.isPresent()
        ? CodeIndex.open(index).stat().nextId() != before.get().stat().nextId()
        : Files.exists(index);
  }

  private boolean labels(Optional<CodeIndex> before) {
    if (before.isEmpty()) {
      return request.labels().orElse(false);
    }
    boolean own = before.get().notes().containsKey(PhotoEntries.LABELS);
    if (request.labels().orElse(own) != own) {
      throw BadInputException.of(
          "--labels: %s was built %s; valid: the same value, or another index",
          index, own ? "with folder names as labels" : "without labels");
    }
    return own;
  }

  /** Reads the photos that are not in the work file yet. */
  private void collect(
      PhotoFolder photos,
      Map<String, FileStamp> wanted,
      FaceSpool spool,
      Progress progress,
      Consumer<String> notes)
      throws IOException {
    List<String> left =
        wanted.keySet().stream().filter(photo -> !spool.has(photo, wanted.get(photo))).toList();
    long done = (long) wanted.size() - left.size();
    if (done > 0) {
      notes.accept(done + " photos were done by an earlier, interrupted command");
    }
    PhotoReader reader = new PhotoReader(faces);
    try (InOrder<String, PhotoRecord> found =
        new InOrder<>(
            left.iterator(),
            threads,
            photo -> reader.read(photo, wanted.get(photo), photos.content(photo)))) {
      progress.report("photos", done, wanted.size());
      while (found.hasNext()) {
        spool.append(found.next());
        progress.report("photos", ++done, wanted.size());
      }
    }
  }
}
