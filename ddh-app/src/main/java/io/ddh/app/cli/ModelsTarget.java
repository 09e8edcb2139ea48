package io.ddh.app.cli;

import io.ddh.vision.model.ModelStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that store pre-trained networks. */
final class ModelsTarget {
  @Mixin private ModelsFolder folder;

  @Option(
      names = "--accept-licence",
      description = "Accept all licences, even those that restrict the use.")
  private boolean accepted;

  ModelStore store() {
    return folder.store();
  }

  boolean accepted() {
    return accepted;
  }
}
