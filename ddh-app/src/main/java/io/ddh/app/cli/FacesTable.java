package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.SourceImages;
import io.ddh.app.index.IndexModel;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option {@code --faces}, and the faces that commands take: codes, or images to be hashed. */
final class FacesTable {
  @Option(
      names = "--faces",
      paramLabel = "CSV",
      description = "For .npy and .faiss: label and source of each code; first line: the columns.")
  private Optional<Path> faces = Optional.empty();

  /** Opens a file of codes; see {@link CodeFiles#open}. */
  CodeSource codes(Path file, OptionalInt bits) throws IOException {
    return CodeFiles.open(file, bits, faces);
  }

  /**
   * Opens one file of codes, or images and folders of images, which the index's model hashes.
   *
   * @param file of the index
   * @param label of all images; empty: the names of their folders
   * @param notes receives remarks about folders
   * @param unreadable receives a line for each image that is left out
   */
  CodeSource of(
      List<Path> what,
      Path file,
      CodeIndex index,
      Optional<String> label,
      Consumer<String> notes,
      Consumer<String> unreadable)
      throws IOException {
    if (CodeFiles.isOne(what.get(0))) {
      return codes(what.get(0), OptionalInt.of(index.bits()));
    }
    Optional<Path> root = SourceImages.of(index, Optional.empty()).folder();
    return new FaceImages(
        IndexModel.read(file, index), FaceImages.list(what, label, root, notes), unreadable);
  }
}
