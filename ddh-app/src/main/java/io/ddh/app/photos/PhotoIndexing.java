package io.ddh.app.photos;

import io.ddh.app.index.IndexModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.vision.FaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Builds indexes of photos, and brings them up to date. */
public final class PhotoIndexing {
  private PhotoIndexing() {}

  /**
   * Builds an index of the faces in photos. If there is an index of these photos already, the faces
   * in new photos are hashed by its model and added.
   *
   * @param folder the folder of photos, at any depth
   * @param index the index file
   * @param request the wanted properties of the index
   * @param options changes the default options, or the options of the existing index, to those that
   *     the user gave
   * @param progress receives the progress
   * @param notes receives remarks for the user, one line each
   * @return what was done
   * @throws BadInputException if no photo shows a face, the networks are not on this machine, or
   *     the request doesn't fit the existing index
   * @throws IOException if a file can't be read or written
   */
  public static PhotoSummary run(
      Path folder,
      Path index,
      PhotoRequest request,
      UnaryOperator<FaceOptions> options,
      Progress progress,
      Consumer<String> notes)
      throws IOException {
    Optional<PhotoModel> model = Optional.empty();
    FaceOptions base = FaceOptions.defaults();
    if (Files.exists(index)) {
      model = IndexModel.photos(index, CodeIndex.open(index));
      PhotoModel own =
          model.orElseThrow(
              () ->
                  new BadInputException(
                      index
                          + ": is an index of codes, not of photos; valid: another name for the "
                          + "index"));
      int bits = own.hasher().bits();
      checkSame(index, "--bits", request.bits().orElse(bits), bits);
      checkSame(index, "--method", request.method().orElse(own.method()), own.method());
      base = NetworkFaces.options(own.options());
      FaceOptions given = options.apply(base);
      checkSame(index, "--detector", given.detector(), base.detector());
      checkSame(index, "--network", given.network(), base.network());
      checkSame(index, "--tiles", given.tiles(), base.tiles());
      checkSame(index, "--turns", given.turns(), base.turns());
      checkSame(index, "--min-score", given.minScore(), base.minScore());
      checkSame(index, "--min-face", given.minFace(), base.minFace());
    }
    FaceOptions chosen = options.apply(base);
    try (FaceSource faces =
        model.isPresent() ? NetworkFaces.of(model.get()) : NetworkFaces.open(chosen)) {
      String json = NetworkFaces.json(chosen);
      return new PhotoJob(folder, index, request, model, json, faces, Parallel.threads())
          .run(progress, notes);
    }
  }

  private static void checkSame(Path index, String option, Object given, Object own) {
    if (!given.equals(own)) {
      throw BadInputException.of(
          "%s: found %s, but %s was built with %s; valid: the same value, or another index",
          option, given, index, own);
    }
  }
}
