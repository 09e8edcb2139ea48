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

/**
 * The option {@code --faces}, and methods that open the faces given to a command. Faces are given
 * either as codes or as images to be hashed.
 */
final class FacesTable {
  @Option(
      names = "--faces",
      paramLabel = "CSV",
      description =
          "CSV file with the labels and sources of .npy or .faiss codes; its columns are 'label'"
              + " and 'source', and it has one line per code.")
  private Optional<Path> faces = Optional.empty();

  /** Opens a codes file with the table given by {@code --faces}; see {@link CodeFiles#open}. */
  CodeSource codes(Path file, OptionalInt bits) throws IOException {
    return CodeFiles.open(file, bits, faces);
  }

  /**
   * Opens either one codes file, or images and folders of images. The model in the index hashes the
   * images.
   *
   * @param file the index file
   * @param label name of the person shown in all images; empty if each person's folder gives the
   *     name
   * @param notes receives remarks about folders, for example about ignored files
   * @param unreadable receives a line for each image that cannot be read
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
    return IndexModel.open(file, index)
        .codes(FaceImages.list(what, label, root, notes), unreadable);
  }
}
