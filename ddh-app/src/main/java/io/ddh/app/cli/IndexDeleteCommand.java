package io.ddh.app.cli;

import io.ddh.app.images.FacePlace;
import io.ddh.app.index.Indexing;
import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
      description = "Delete the faces of this image, or one face by its whole source; repeatable.")
  private List<String> sources = List.of();

  @Option(names = "--compact", description = "Also rewrite the files without the deleted faces.")
  private boolean compact;

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() && labels.isEmpty() && sources.isEmpty()) {
      throw new BadInputException("delete: no faces given; valid: --id, --label or --source");
    }
    int deleted = Indexing.delete(file, this::chosen);
    if (compact) {
      Indexing.compact(file);
    }
    String files =
        compact
            ? ", files rewritten"
            : "; the deleted faces stay in the files until you run ddh index compact " + file;
    print("%s: faces deleted: %d%s", file, deleted, files);
    return 0;
  }

  /** Returns the ids of the faces to delete. Each given id, label and source must have a face. */
  private long[] chosen(Stream<Item> items) {
    Map<String, String> unmatched = new LinkedHashMap<>();
    ids.forEach(id -> unmatched.put("id " + id, "id " + id));
    labels.forEach(label -> unmatched.put("label " + Nfc.of(label), "label '" + label + "'"));
    sources.forEach(path -> unmatched.put("source " + Nfc.of(path), "source '" + path + "'"));
    Set<String> wanted = Set.copyOf(unmatched.keySet());
    long[] chosen =
        items
            .filter(
                item -> {
                  List<String> keys =
                      List.of(
                          "id " + item.id(),
                          "label " + item.label(),
                          "source " + Nfc.of(item.source()),
                          "source " + Nfc.of(FacePlace.photo(item.source())));
                  unmatched.keySet().removeAll(keys);
                  return keys.stream().anyMatch(wanted::contains);
                })
            .mapToLong(Item::id)
            .toArray();
    if (!unmatched.isEmpty()) {
      throw BadInputException.of(
          "%s: no face has %s; nothing was deleted. The results of a search show ids, labels and"
              + " sources",
          file, String.join(", ", unmatched.values()));
    }
    return chosen;
  }
}
