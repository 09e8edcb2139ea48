package io.ddh.app.cli;

import io.ddh.app.images.FacePlace;
import io.ddh.app.index.Indexing;
import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.experiments.cli.ToolCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh index delete}: deletes faces from an index. */
@Command(
    name = "delete",
    description = {
      "Delete faces from an index.",
      "Searches no longer find deleted faces, which stay in the files until the index is compacted."
    })
final class IndexDeleteCommand extends ToolCommand {
  @Parameters(paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Option(
      names = "--id",
      split = ",",
      paramLabel = "ID",
      description = "Delete the faces with these ids.")
  private List<Long> ids = List.of();

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "Delete the faces of this person; repeatable.")
  private List<String> labels = List.of();

  @Option(
      names = "--source",
      paramLabel = "PATH",
      description = "Delete the faces of this image; repeatable.")
  private List<String> sources = List.of();

  @Option(names = "--compact", description = "Also rewrite the files without the deleted faces.")
  private boolean compact;

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() && labels.isEmpty() && sources.isEmpty()) {
      throw new BadInputException("delete: no faces given; valid: --id, --label or --source");
    }
    Set<String> people = labels.stream().map(Nfc::of).collect(Collectors.toSet());
    Set<String> images = sources.stream().map(Nfc::of).collect(Collectors.toSet());
    int deleted =
        Indexing.delete(
            file,
            item ->
                ids.contains(item.id())
                    || people.contains(item.label())
                    || images.contains(Nfc.of(FacePlace.photo(item.source()))));
    if (deleted == 0) {
      throw new BadInputException(file + ": no face matches; nothing was deleted");
    }
    if (compact) {
      Indexing.compact(file);
    }
    String files =
        compact
            ? ", files rewritten"
            : "; the deleted faces stay in the files until you run ddh index compact " + file;
    print("%s: deleted %d%s", file, deleted, files);
    return 0;
  }
}
