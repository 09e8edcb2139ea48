package io.ddh.app.photos;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes the faces of a work file to an index.
 *
 * @param index the index file
 * @param spool the work file
 * @param photos the photos whose faces are written
 * @param labels whether the largest face of a photo gets the name of the photo's folder
 */
record PhotoEntries(Path index, FaceSpool spool, Map<String, FileStamp> photos, boolean labels) {
  /** Key of the note in an index whose faces have folder names as labels. */
  static final String LABELS = "labels";

  private static final int BATCH = 1024;

  private String label(PhotoRecord found) {
    String photo = found.photo();
    return labels && photo.contains("/") ? photo.substring(0, photo.indexOf('/')) : "";
  }

  /** Fits a hasher on the faces and builds the index. */
  void build(
      PhotoRequest request,
      String networks,
      String options,
      String folder,
      Progress progress,
      Consumer<String> notes)
      throws IOException {
    boolean named = request.method().filter(HasherFit.SDH::equals).isPresent();
    VectorSample sample = new VectorSample(request.sample(), HasherFit.SEED);
    spool.read(
        photos,
        found -> {
          for (int i = 0; i < found.faces().size(); i++) {
            String label = named && i == found.largest() ? label(found) : "";
            if (!named || !label.isEmpty()) {
              sample.add(found.faces().get(i).vector(), label);
            }
          }
        });
    if (sample.size() == 0) {
      throw new BadInputException(folder + ": no face has a label; valid: photos in folders");
    }
    FaceDefaults defaults = FaceDefaults.load();
    HasherFit fit = HasherFit.of(request, sample, defaults.centre(networks), progress);
    notes.accept(fit.how());
    PhotoModel model = PhotoModel.of(fit.method(), fit.hasher(), networks, options, fit.how());
    int bits = fit.hasher().bits();
    try (IndexBuilder builder = IndexBuilder.create(index, bits)) {
      builder.note(IndexModel.DIGEST, model.digest());
      builder.note(SourceImages.NOTE, folder);
      if (labels) {
        builder.note(LABELS, "folders");
      }
      defaults
          .distance(fit.method(), bits, networks)
          .ifPresent(d -> FaceIndex.rejection(d.rejectAbove(), d.origin()).forEach(builder::note));
      builder.attach(model.bytes());
      spool.read(
          photos,
          found -> {
            for (Item item : model.items(found, label(found))) {
              builder.add(item);
            }
          });
      builder.finish();
    }
  }

  /**
   * Deletes and adds faces.
   *
   * @param outdated ids of the faces to delete
   * @param moved the folder to which the photos were moved; empty if the photos were not moved
   * @return the number of deleted faces
   */
  int update(PhotoModel model, long[] outdated, String moved) throws IOException {
    try (IndexWriter writer = IndexWriter.open(index)) {
      if (!moved.isEmpty()) {
        writer.note(SourceImages.NOTE, moved);
      }
      int deleted = writer.delete(outdated);
      List<Item> batch = new ArrayList<>();
      spool.read(
          photos,
          found -> {
            batch.addAll(model.items(found, label(found)));
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
