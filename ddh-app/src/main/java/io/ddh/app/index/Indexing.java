package io.ddh.app.index;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.SourceImages;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.IndexWriter;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Builds and changes indexes. */
public final class Indexing {
  /** Number of items added together; after a crash, either all of them are in the index or none. */
  private static final int BATCH = 4096;

  private static final int REPORT = 1 << 16;

  private Indexing() {}

  /**
   * Builds an index, replacing an existing one.
   *
   * @param file the index file
   * @param name name of the codes, for messages
   * @param codes codes of the faces
   * @param model file of the model that computed the codes; empty if the index is to have no model
   * @param images folder of the images that the sources name; empty if not known
   * @param progress receives the progress
   * @return number of items
   * @throws BadInputException if the codes come from another model
   * @throws IOException if a file can't be read or written
   */
  public static int build(
      Path file,
      String name,
      CodeSource codes,
      Optional<Path> model,
      Optional<Path> images,
      Progress progress)
      throws IOException {
    Optional<String> digest = codes.model();
    if (model.isPresent()) {
      HashModel hasher = HashModel.read(model.get());
      digest = Optional.of(hasher.digest());
      IndexModel.check(model.get(), digest, hasher.bits(), name, codes);
    }
    CodeSource rising = codes.byId();
    try (IndexBuilder builder = IndexBuilder.create(file, codes.bits())) {
      digest.ifPresent(d -> builder.note(IndexModel.DIGEST, d));
      images
          .map(folder -> folder.toAbsolutePath().normalize().toString())
          .ifPresent(folder -> builder.note(SourceImages.NOTE, folder));
      if (model.isPresent()) {
        builder.attach(Files.readAllBytes(model.get()));
      }
      long done = 0;
      for (Optional<Item> item = rising.next(); item.isPresent(); item = rising.next()) {
        builder.add(item.get());
        if (++done % REPORT == 0) {
          progress.report("index", done, codes.size());
        }
      }
      return builder.finish();
    }
  }

  /**
   * Adds codes to an index.
   *
   * @param file the index file
   * @param name name of the codes, for messages
   * @param codes codes of the faces
   * @param progress receives the progress
   * @return number of items added
   * @throws BadInputException if the codes come from another model or have another length
   * @throws IOException if a file can't be read or written
   */
  public static long add(Path file, String name, CodeSource codes, Progress progress)
      throws IOException {
    try (IndexWriter writer = IndexWriter.open(file)) {
      IndexModel.check(file, writer.snapshot(), name, codes);
      CodeSource rising = codes.byId();
      List<Item> batch = rising.next(BATCH);
      if (!batch.isEmpty()) {
        checkFree(file, name, batch.get(0).id(), writer.snapshot());
      }
      long done = 0;
      while (!batch.isEmpty()) {
        writer.add(batch);
        done += batch.size();
        progress.report("add", done, codes.size());
        batch = rising.next(BATCH);
      }
      return done;
    }
  }

  /**
   * Checks that the first id to add is higher than all ids used so far. The other ids to add are
   * known to be higher than the first.
   */
  private static void checkFree(Path file, String name, long id, CodeIndex index) {
    long next = index.stat().nextId();
    if (id != Item.ASSIGN && id < next) {
      throw new BadInputException(
          name
              + ": id "
              + id
              + " is not above all ids ever used in "
              + file
              + "; valid: "
              + next
              + " or higher");
    }
  }

  /**
   * Deletes items. Deleted items stay in the files until the index is compacted.
   *
   * @param file the index file
   * @param choice returns the ids of the items to delete, given all items; if it throws, nothing is
   *     deleted
   * @return number of deleted items
   * @throws IOException if a file can't be read or written
   */
  public static int delete(Path file, Function<Stream<Item>, long[]> choice) throws IOException {
    try (IndexWriter writer = IndexWriter.open(file)) {
      return writer.delete(choice.apply(writer.snapshot().items()));
    }
  }

  /**
   * Rewrites the index without the deleted items.
   *
   * @param file the index file
   * @throws IOException if a file can't be read or written
   */
  public static void compact(Path file) throws IOException {
    try (IndexWriter writer = IndexWriter.open(file)) {
      writer.compact();
    }
  }
}
