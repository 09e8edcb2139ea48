package io.ddh.app.cli;

import io.ddh.app.data.Catalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name the list of downloads and the folder to download to. */
final class DownloadList {
  @Option(
      names = "--catalogue",
      paramLabel = "FILE",
      description = "YAML list of addresses and digests (default: the built-in one).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description =
          "Folder with one folder per data set (default: the folder that $DDH_DATA names, or else "
              + "'data').")
  private Optional<Path> to = Optional.empty();

  Catalogue read() throws IOException {
    return file.isPresent() ? Catalogue.read(file.get()) : Catalogue.builtIn();
  }

  /** The folder of a data set; the folder need not exist. */
  Path folder(String set) {
    String own = System.getenv("DDH_DATA");
    Path root = to.orElse(Path.of(own == null || own.isBlank() ? "data" : own));
    return root.resolve(set);
  }
}
