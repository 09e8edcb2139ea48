package io.ddh.app.cli;

import io.ddh.vision.model.ModelStore;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the folder of the pre-trained networks. */
final class ModelsFolder {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "Folder of the networks (default: $$DDH_MODELS, or else .ddh/models in your home "
              + "directory).")
  private Optional<Path> folder = Optional.empty();

  ModelStore store() {
    return folder.map(ModelStore::at).orElseGet(() -> ModelStore.of(System.getenv()));
  }
}
