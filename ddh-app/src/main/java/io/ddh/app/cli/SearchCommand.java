package io.ddh.app.cli;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.search.HitSheet;
import io.ddh.app.search.QueryFiles;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResult;
import io.ddh.app.search.SearchResultText;
import io.ddh.core.BadInputException;
import io.ddh.core.Parallel;
import io.ddh.experiments.cli.DdhCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh search}: whose face is it. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Find the faces of an index that are nearest to those in pictures, or to codes.",
      "Beyond the rejection distance the answer is: no such person. Pictures that can't be read",
      "are named, the others answered (exit code 2)."
    })
final class SearchCommand implements Callable<Integer> {
  /** How answers are printed. */
  private enum Format {
    TABLE,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IMAGE",
      description = "Pictures of faces; or files of codes (.ddhc, .npy, .faiss).")
  private List<Path> what;

  @Option(
      names = "-k",
      paramLabel = "N",
      defaultValue = "10",
      description = "Nearest faces to find (default: ${DEFAULT-VALUE}).")
  private int k;

  @Option(
      names = "--radius",
      paramLabel = "R",
      description = "All faces within this distance instead, up to " + SearchRequest.MOST + ".")
  private Optional<Integer> radius = Optional.empty();

  @Option(
      names = "--reject-above",
      paramLabel = "D",
      description = "Distance beyond which a face is somebody else's (default: the index's).")
  private Optional<Integer> reject = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "table",
      description = "table, or json: an object a line (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Pictures of queries and hits: .html (stands alone) or .png.")
  private Optional<Path> sheet = Optional.empty();

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Folder that the index's sources are in (default: the index's).")
  private Optional<Path> pictures = Optional.empty();

  @Override
  public Integer call() throws IOException {
    in("-k", k, 1, SearchRequest.MOST);
    radius.ifPresent(r -> in("--radius", r, 0, SearchRequest.FARTHEST));
    reject.ifPresent(d -> in("--reject-above", d, 0, SearchRequest.FARTHEST));
    sheet.ifPresent(HitSheet::checkName);
    int most = radius.isPresent() && !given("-k") ? SearchRequest.MOST : k;
    SearchRequest ask = new SearchRequest(most, optional(radius), optional(reject));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    QueryFiles queries = new QueryFiles(file, Parallel.threads());
    List<HitSheet.Row> rows = new ArrayList<>();
    QueryFiles.Result result =
        queries.ask(
            what,
            ask,
            (answer, picture) -> {
              print(out, answer);
              if (sheet.isPresent()) {
                rows.add(HitSheet.Row.of(answer, picture));
              }
            },
            line -> err.println("ddh: " + line));
    FaceIndex index = result.index();
    if (sheet.isPresent() && !rows.isEmpty()) {
      new HitSheet(title(index), rows, SourceImages.of(index.index(), pictures)).write(sheet.get());
    }
    if (format == Format.TABLE && result.answered() > 0) {
      out.println(times(result));
      sheet.ifPresent(out::println);
    }
    out.flush();
    err.flush();
    return result.unreadable() == 0 ? 0 : DdhCommand.BAD_INPUT;
  }

  private void print(PrintWriter out, SearchResult answer) {
    if (format == Format.JSON) {
      out.println(SearchResultText.json(answer));
    } else {
      SearchResultText.table(answer).forEach(out::println);
    }
  }

  private static String times(QueryFiles.Result result) {
    int n = result.answered();
    String hashing =
        result.hashing() > 0
            ? String.format(Locale.ROOT, "%.2f ms to hash, ", result.hashing() / 1e6 / n)
            : "";
    return String.format(
        Locale.ROOT,
        "%d queries, each %s%.3f ms to search %d faces",
        n,
        hashing,
        result.searching() / 1e6 / n,
        result.index().index().size());
  }

  private String title(FaceIndex index) {
    return file.getFileName() + ": " + index.index().size() + " faces";
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Refuses a number outside of its range. */
  static void in(String option, int found, int low, int high) {
    if (found < low || found > high) {
      throw new BadInputException(option + ": found " + found + "; valid: " + low + " to " + high);
    }
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }
}
