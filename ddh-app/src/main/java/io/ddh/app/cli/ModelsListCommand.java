package io.ddh.app.cli;

import io.ddh.core.Shown;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Units;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.PublishedFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ddh models list}: shows the known networks, and which of them are stored. */
@Command(
    name = "list",
    description = "List the networks with their licences, and show which are here.")
final class ModelsListCommand extends ToolCommand {
  @Mixin private ModelsFolder folder;

  @Override
  public Integer call() {
    ModelStore store = folder.store();
    for (ModelDescriptor model : store.list().models()) {
      String name = model.name();
      boolean standard = ModelList.DEFAULTS.contains(name);
      print("%s  %s%s", name, model.title(), standard ? " (used by default)" : "");
      String here =
          store.problem(name).orElseGet(() -> "here, SHA-256 " + store.digest(name));
      print("    %s", store.has(name) ? here : "not here: ddh models get " + name);
      print(
          "    licence: %s%s; learned from: %s",
          model.terms().licence(),
          model.terms().free() ? "" : " (needs --accept-licence)",
          model.terms().training());
      for (PublishedFile file : model.files()) {
        print("    %s from %s", text(file), model.home());
      }
    }
    return 0;
  }

  private static String text(PublishedFile file) {
    String size = file.bytes() > 0 ? " (" + Units.size(file.bytes()) + ")" : "";
    String untried = file.tried() || file.sources().isEmpty() ? "" : ", addresses untried,";
    return Shown.format("%s%s%s", file.name(), size, untried);
  }
}
