package io.ddh.app.cli;

import io.ddh.app.images.SourceImages;
import io.ddh.app.index.FaceIndex;
import io.ddh.app.index.IndexModel;
import io.ddh.experiments.console.Units;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexStat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ddh index stat}: what an index holds. */
@Command(
    name = "stat",
    mixinStandardHelpOptions = true,
    description = "Say what an index holds: faces, people, sizes, model, rejection distance.")
final class IndexStatCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "INDEX", description = "Index file.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    CodeIndex index = CodeIndex.open(file);
    IndexStat stat = index.stat();
    Set<String> people = new HashSet<>();
    int unlabelled = 0;
    for (int row = 0; row < index.rows(); row++) {
      if (index.live(row)) {
        String label = index.item(row).label();
        unlabelled += label.isEmpty() ? 1 : 0;
        people.add(label);
      }
    }
    people.remove("");
    line(
        "faces        %d of %d people, %d without a label",
        stat.items(), people.size(), unlabelled);
    line("codes        %d bits", stat.bits());
    line("deleted      %d, in the files until compacted", stat.deleted());
    line("files        %s, log %s", Units.size(stat.fileBytes()), Units.size(stat.logBytes()));
    String model = IndexModel.digest(index).orElse("not known");
    line(
        "model        %s%s",
        model,
        index.attachment().isPresent() ? "" : "; not in the index, so no pictures can be asked");
    OptionalInt reject = FaceIndex.rejectAbove(file, index);
    line(
        "reject above %s%s",
        reject.isPresent() ? Integer.toString(reject.getAsInt()) : "-",
        FaceIndex.calibration(index).map(how -> " (" + how + ")").orElse(""));
    line(
        "pictures     %s",
        SourceImages.of(index, Optional.empty()).folder().map(Path::toString).orElse("-"));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void line(String format, Object... arguments) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
