package io.ddh.app.photos;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Builds an index of the faces on the photos of a folder, or brings it up to date. What was found
 * is collected in a work file beside the index, so that an interrupted job goes on where it
 * stopped, and no more than a few photos are in memory at a time.
 *
 * @param folder the folder of photos, at any depth
 * @param index the index file
 * @param model the model of the existing index; empty if the index is to be built
 * @param options options of the networks, as JSON
 * @param faces finds and describes faces by these networks
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
  private static final String LABELS = "labels";
  private static final String FOLDERS = "folders";
  private static final int BATCH = 1024;

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
    HasherFit.check(request.method(), labels);
    PhotoFolder photos = PhotoFolder.list(folder, notes);
    boolean moved = before.isPresent() && photos.moved(before.get(), index);
    PhotoChanges changes = PhotoChanges.of(photos, index, before, request.sync());
    Path part = work(index);
    Files.createDirectories(part.toAbsolutePath().getParent());
    try (FaceSpool spool = new FaceSpool(part, faces.networks() + "\n" + options)) {
      collect(photos, changes.wanted(), spool, progress, notes);
      PhotoSummary.Found all = PhotoSummary.Found.of(spool, changes.wanted());
      int deleted = 0;
      if (before.isPresent()) {
        deleted = update(spool, changes, labels, moved);
      } else if (all.faces() > 0) {
        build(spool, photos, changes.wanted(), labels, progress, notes);
      } else {
        spool.delete();
        throw BadInputException.of(
            "%s: none of %d photos shows a face that was found; the first: %s",
            folder, all.photos().size(), all.without().get(0));
      }
      changes.ledger(all.photos()).write(PhotoLedger.file(index));
      spool.delete();
      return new PhotoSummary(
          all, changes.changed(), changes.gone().size(), deleted, request.sync());
    }
  }

  private boolean labels(Optional<CodeIndex> before) {
    if (before.isEmpty()) {
      return request.labels().orElse(false);
    }
    boolean own = before.get().notes().containsKey(LABELS);
    if (request.labels().orElse(own) != own) {
      throw BadInputException.of(
          "--labels: %s was built %s; valid: the same, or another index",
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

  private String label(String photo, boolean labels) {
    return labels && photo.contains("/") ? photo.substring(0, photo.indexOf('/')) : "";
  }

  private void build(
      FaceSpool spool,
      PhotoFolder photos,
      Map<String, FileStamp> wanted,
      boolean labels,
      Progress progress,
      Consumer<String> notes)
      throws IOException {
    boolean named = request.method().filter(HasherFit.SDH::equals).isPresent();
    VectorSample sample = new VectorSample(request.sample(), HasherFit.SEED);
    spool.read(
        wanted,
        found -> {
          for (int i = 0; i < found.faces().size(); i++) {
            String label = i == found.largest() ? label(found.photo(), labels) : "";
            if (!named || !label.isEmpty()) {
              sample.add(found.faces().get(i).vector(), named ? label : "");
            }
          }
        });
    if (sample.size() == 0) {
      throw new BadInputException(folder + ": no face has a label; valid: photos in folders");
    }
    FaceDefaults defaults = FaceDefaults.load();
    HasherFit fit = HasherFit.of(request, sample, defaults.centre(faces.networks()), progress);
    notes.accept(fit.how());
    PhotoModel made =
        PhotoModel.of(fit.method(), fit.hasher(), faces.networks(), options, fit.how());
    Optional<FaceDefaults.Distance> reject =
        defaults.distance(fit.method(), fit.hasher().bits(), faces.networks());
    try (IndexBuilder builder = IndexBuilder.create(index, fit.hasher().bits())) {
      builder.note(IndexModel.DIGEST, made.digest());
      builder.note(SourceImages.NOTE, photos.root());
      if (labels) {
        builder.note(LABELS, FOLDERS);
      }
      reject.ifPresent(
          d -> FaceIndex.rejection(d.rejectAbove(), d.origin()).forEach(builder::note));
      builder.attach(made.bytes());
      spool.read(
          wanted,
          found -> {
            for (Item item : made.items(found, label(found.photo(), labels))) {
              builder.add(item);
            }
          });
      builder.finish();
    }
  }

  /** Deletes and adds faces; returns the number of deleted ones. */
  private int update(FaceSpool spool, PhotoChanges changes, boolean labels, boolean moved)
      throws IOException {
    try (IndexWriter writer = IndexWriter.open(index)) {
      if (moved) {
        writer.note(SourceImages.NOTE, folder.toAbsolutePath().normalize().toString());
      }
      int deleted = writer.delete(changes.outdated());
      List<Item> batch = new ArrayList<>();
      spool.read(
          changes.wanted(),
          found -> {
            batch.addAll(model.orElseThrow().items(found, label(found.photo(), labels)));
            if (batch.size() >= BATCH) { // all faces of a photo in one batch
              writer.add(batch);
              batch.clear();
            }
          });
      if (!batch.isEmpty()) {
        writer.add(batch);
      }
      return deleted;
    }
  }
}
