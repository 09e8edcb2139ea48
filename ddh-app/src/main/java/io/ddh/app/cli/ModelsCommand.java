package io.ddh.app.cli;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import io.ddh.experiments.console.Units;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.PublishedFile;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ddh models}: the commands for the pre-trained networks. The subcommands that only read the
 * stored networks are methods of this class.
 */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List, get and check the pre-trained networks that find and embed faces.",
    subcommands = {ModelsGetCommand.class, ModelsImportCommand.class})
final class ModelsCommand {
  @Spec private CommandSpec spec;

  @Command(
      mixinStandardHelpOptions = true,
      description = "List the networks with their licences, and show which are stored here.")
  void list(@Mixin ModelsFolder folder) {
    ModelStore store = folder.store();
    for (ModelDescriptor model : store.list().models()) {
      String name = model.name();
      boolean standard = ModelList.DEFAULTS.contains(name);
      print("%s  %s%s", name, model.title(), standard ? " (used by default)" : "");
      String here = store.problem(name).orElseGet(() -> "here, SHA-256 " + store.digest(name));
      print("    %s", store.has(name) ? here : "not stored here; next: ddh models get " + name);
      String needs = model.terms().free() ? "" : " (needs --accept-licence)";
      print("    licence: %s%s", model.terms().licence(), needs);
      print("    training data: %s", model.terms().training());
      for (PublishedFile file : model.files()) {
        String size = file.bytes() > 0 ? " (" + Units.size(file.bytes()) + ")" : "";
        boolean tried = file.tried() || file.sources().isEmpty();
        String untried = tried ? "" : ", addresses untried,";
        print("    %s%s%s from %s", file.name(), size, untried, model.home());
      }
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Compare the stored networks with their SHA-256, and run each network on a black image.",
        "The exit code is 2 if a network is damaged or replaced, or has wrong inputs or outputs."
      })
  int check(
      @Mixin ModelsFolder folder,
      @Parameters(
              paramLabel = "NAME",
              arity = "0..*",
              description = "Names of the networks (default: all stored networks).")
          List<String> names) {
    ModelStore store = folder.store();
    List<String> checked = names == null ? here(store) : names;
    if (checked.isEmpty()) {
      throw BadInputException.of(
          "%s: there is no network in this folder; next: ddh models get", store.folder());
    }
    int code = 0;
    for (String name : checked) {
      try {
        FaceFinder.tryOut(store, name);
        ModelDescriptor model = store.list().get(name);
        print(
            "%s  SHA-256 %s; runs, returns %s", name, store.digest(name), model.output().shapes());
      } catch (BadInputException e) {
        spec.commandLine().getErr().println("ddh: " + e.getMessage());
        code = 2;
      }
    }
    return code;
  }

  private static List<String> here(ModelStore store) {
    return store.list().models().stream().map(ModelDescriptor::name).filter(store::has).toList();
  }

  private void print(String format, Object... values) {
    spec.commandLine().getOut().println(Shown.format(format, values));
  }
}
