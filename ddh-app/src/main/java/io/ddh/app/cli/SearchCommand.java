package io.ddh.app.cli;

import io.ddh.app.images.SourceImages;
import io.ddh.app.search.HitSheet;
import io.ddh.app.search.QueryFiles;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResultText;
import io.ddh.core.Parallel;
import io.ddh.experiments.cli.DdhCommand;
import io.ddh.experiments.cli.ToolCommand;
import io.ddh.experiments.console.OptionRange;
import io.ddh.retrieval.index.CodeIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ddh search}: finds the nearest faces of an index. */
@Command(
    name = "search",
    description = {
      "Find the faces of an index that are nearest to the faces in query images, or to query "
          + "codes.",
      "If the nearest face is beyond the rejection distance, the person is reported as unknown."
          + " Images that can't be read are reported (exit code 2); the other queries are still"
          + " run."
    })
final class SearchCommand extends ToolCommand {
  /** How results are printed. */
  private enum Format {
    TABLE,
    JSON
  }

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Images of faces, or codes files (.ddhc, .npy, .faiss).")
  private List<Path> what;

  @Option(
      names = "-k",
      paramLabel = "N",
      description = "Number of nearest faces to find (default: ${DEFAULT-VALUE}).")
  private int k = 10;

  @Option(
      names = "--radius",
      paramLabel = "R",
      description = "Find all faces within this distance, up to " + SearchRequest.MOST + " faces.")
  private Optional<Integer> radius = Optional.empty();

  @Mixin private HitOptions hits;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "Output format: 'table', or 'json' with one object per line (default:"
              + " ${DEFAULT-VALUE}).")
  private Format format = Format.TABLE;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description =
          "Also write the images of queries and hits to FILE, a self-contained .html page or a"
              + " .png image.")
  private Optional<Path> sheet = Optional.empty();

  @Override
  public Integer call() throws IOException {
    OptionRange.check("-k", k, 1, SearchRequest.MOST);
    radius.ifPresent(r -> OptionRange.check("--radius", r, 0, SearchRequest.FARTHEST));
    sheet.ifPresent(HitSheet::checkName);
    boolean all = radius.isPresent() && !line().getParseResult().hasMatchedOption("-k");
    SearchRequest request =
        new SearchRequest(all ? SearchRequest.MOST : k, optional(radius), hits.rejectAbove());
    List<HitSheet.Row> rows = new ArrayList<>();
    QueryFiles.Result result =
        new QueryFiles(file, Parallel.threads())
            .search(
                what,
                request,
                (found, image) -> {
                  List<String> lines =
                      format == Format.JSON
                          ? List.of(SearchResultText.json(found))
                          : SearchResultText.table(found);
                  lines.forEach(out()::println);
                  if (sheet.isPresent()) {
                    rows.add(HitSheet.Row.of(found, image));
                  }
                },
                this::problem);
    CodeIndex index = result.index().index();
    if (sheet.isPresent() && !rows.isEmpty()) {
      String title = file.getFileName() + ": " + index.size() + " faces";
      new HitSheet(title, rows, SourceImages.of(index, hits.images())).write(sheet.get());
    }
    int n = result.completed();
    if (format == Format.TABLE && n > 0) {
      double hashing = result.hashing() / 1e6 / n;
      print(
          "%d queries; mean time per query: %s%.3f ms to search %d faces",
          n,
          hashing > 0 ? String.format(Locale.ROOT, "%.2f ms to hash, ", hashing) : "",
          result.searching() / 1e6 / n,
          index.size());
      sheet.ifPresent(out()::println);
    }
    return result.unreadable() == 0 ? 0 : DdhCommand.BAD_INPUT;
  }
}
