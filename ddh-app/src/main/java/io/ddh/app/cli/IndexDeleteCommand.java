package io.ddh.app.cli;

import io.ddh.app.index.Indexing;
import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index delete}: faces out of an index. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = {
      "Delete faces from an index. They are found no more at once, and stay in the files until",
      "the index is compacted."
    })
final class IndexDeleteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Option(names = "--id", split = ",", paramLabel = "ID", description = "Faces of these ids.")
  private List<Long> ids = List.of();

  @Option(names = "--label", paramLabel = "NAME", description = "All of a person; repeatable.")
  private List<String> labels = List.of();

  @Option(names = "--source", paramLabel = "PATH", description = "All of a picture; repeatable.")
  private List<String> sources = List.of();

  @Option(names = "--compact", description = "Also write the files anew without them.")
  private boolean compact;

  @Override
  public Integer call() throws IOException {
    if (ids.isEmpty() && labels.isEmpty() && sources.isEmpty()) {
      throw new BadInputException("delete: say which: --id, --label or --source");
    }
    Set<String> people = labels.stream().map(Nfc::of).collect(Collectors.toSet());
    Set<String> images = sources.stream().map(Nfc::of).collect(Collectors.toSet());
    Predicate<Item> chosen =
        item ->
            ids.contains(item.id())
                || people.contains(item.label())
                || images.contains(Nfc.of(item.source()));
    int deleted = Indexing.delete(file, chosen);
    if (deleted == 0) {
      throw new BadInputException(file + ": holds no such face; nothing deleted");
    }
    if (compact) {
      Indexing.compact(file);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        file
            + ": deleted "
            + deleted
            + (compact
                ? ", files written anew"
                : "; in the files until ddh index compact " + file));
    out.flush();
    return 0;
  }
}
