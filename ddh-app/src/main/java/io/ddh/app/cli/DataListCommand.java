package io.ddh.app.cli;

import io.ddh.app.data.Catalogue;
import io.ddh.app.data.OnRequest;
import io.ddh.app.data.RemoteSet;
import io.ddh.data.fetch.RemoteFile;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ddh data list}: lists the known data sets and shows which of them are already downloaded.
 */
@Command(
    name = "list",
    description =
        "List data sets that can be downloaded or requested, and show which are on this machine.")
final class DataListCommand extends ToolCommand {
  @Mixin private DownloadList downloads;

  @Override
  public Integer call() throws IOException {
    Catalogue catalogue = downloads.read();
    for (RemoteSet set : catalogue.sets().values()) {
      print("%s  %s", set.name(), set.title());
      print("    %s", state(set, downloads.folder(set.name())));
      print("    digests from: %s; home page: %s", set.digestSource(), set.home());
    }
    for (OnRequest set : catalogue.onRequest().values()) {
      print("%s  %s", set.name(), set.title());
      print("    can't be downloaded: %s", set.ask());
    }
    return 0;
  }

  private static String state(RemoteSet set, Path folder) throws IOException {
    int here = 0;
    long part = 0;
    long bytes = 0;
    boolean sized = true;
    for (RemoteFile file : set.files()) {
      Path begun = folder.resolve(file.name() + ".part");
      here += Files.isRegularFile(folder.resolve(file.name())) ? 1 : 0;
      part += Files.isRegularFile(begun) ? Files.size(begun) : 0;
      bytes += file.length().orElse(0);
      sized &= file.length().isPresent();
    }
    int all = set.files().size();
    String files = (all == 1 ? "1 file" : all + " files");
    String size = sized ? ", " + Units.size(bytes) : "";
    if (here == all) {
      return "here: " + folder + " (" + files + size + ")";
    }
    if (here > 0 || part > 0) {
      String rest = part > 0 ? " and " + Units.size(part) + " of the next" : "";
      return "begun: " + folder + " (" + here + " of " + files + rest + ")";
    }
    return "not here (" + files + size + "): ddh data get " + set.name();
  }
}
