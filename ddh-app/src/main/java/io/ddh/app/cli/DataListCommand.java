package io.ddh.app.cli;

import io.ddh.app.data.Catalogue;
import io.ddh.app.data.OnRequest;
import io.ddh.app.data.RemoteSet;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.experiments.console.Units;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ddh data list}: the data sets that are known, and where they lie. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the data sets that can be fetched or asked for, and what is here of them.")
final class DataListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private DownloadList downloads;

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = downloads.read();
    PrintWriter out = spec.commandLine().getOut();
    for (RemoteSet set : catalogue.sets().values()) {
      out.println(set.name() + "  " + set.title());
      out.println("    " + state(set, downloads.folder(set.name())));
      out.println("    digests: " + set.digestSource() + "; home: " + set.home());
    }
    for (OnRequest set : catalogue.onRequest().values()) {
      out.println(set.name() + "  " + set.title());
      out.println("    not to be fetched: " + set.ask());
    }
    out.flush();
    return 0;
  }

  private static String state(RemoteSet set, Path folder) throws IOException {
    int here = 0;
    long part = 0;
    long bytes = 0;
    boolean sized = true;
    for (RemoteFile file : set.files()) {
      Path target = folder.resolve(file.name());
      Path begun = folder.resolve(file.name() + ".part");
      here += Files.isRegularFile(target) ? 1 : 0;
      part += Files.isRegularFile(begun) ? Files.size(begun) : 0;
      bytes += file.length().orElse(0);
      sized &= file.length().isPresent();
    }
    String size = sized ? ", " + Units.size(bytes) : "";
    String files = set.files().size() == 1 ? "1 file" : set.files().size() + " files";
    if (here == set.files().size()) {
      return "here: " + folder + " (" + files + size + ")";
    }
    if (here > 0 || part > 0) {
      String rest = part > 0 ? " and " + Units.size(part) + " of the next" : "";
      return "begun: " + folder + " (" + here + " of " + files + rest + ")";
    }
    return "not here (" + files + size + "): ddh data get " + set.name();
  }
}
