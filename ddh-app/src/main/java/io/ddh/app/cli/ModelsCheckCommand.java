package io.ddh.app.cli;

import io.ddh.core.BadInputException;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.ModelTrial;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ddh models check}: reads the stored networks again, and runs each once. */
@Command(
    name = "check",
    description = {
      "Compare the stored networks with their SHA-256, and run each of them on an empty image.",
      "Exit code 2 if one is damaged or exchanged, or does not return what it should."
    })
final class ModelsCheckCommand extends ToolCommand {
  @Mixin private ModelsFolder folder;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Networks (default: all that are here).")
  private List<String> names = List.of();

  @Override
  public Integer call() {
    ModelStore store = folder.store();
    List<String> checked = names.isEmpty() ? here(store) : names;
    if (checked.isEmpty()) {
      throw BadInputException.of("%s: no network in it; next: ddh models get", store.folder());
    }
    int code = 0;
    for (String name : checked) {
      try {
        String shapes = ModelTrial.run(store, name).toString();
        print("%s  SHA-256 %s; runs, returns %s", name, store.digest(name), shapes);
      } catch (BadInputException e) {
        problem(e.getMessage());
        code = 2;
      }
    }
    return code;
  }

  private static List<String> here(ModelStore store) {
    return store.list().models().stream().map(ModelDescriptor::name).filter(store::has).toList();
  }
}
