package io.ddh.app.cli;

import io.ddh.app.codes.CodeFiles;
import io.ddh.app.codes.CodeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The option {@code --faces}: labels and sources of codes whose file has none. */
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
}
