package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads CIFAR-10 and CIFAR-100 (A. Krizhevsky, 2009), folder or archive: the binary version of
 * CIFAR-10, {@code data_batch_1.bin} to {@code data_batch_5.bin}, {@code test_batch.bin} and {@code
 * batches.meta.txt} with the ten class names, a line each; the Python version of CIFAR-10, the same
 * names without endings; or that of CIFAR-100, {@code train}, {@code test} and {@code meta} with
 * fine labels. Images n×32×32×3.
 *
 * <p>Settings: {@code path}, the folder or archive, and those of {@link GivenSets}.
 */
public final class CifarReader implements DatasetReader {
  @Override
  public String form() {
    return "cifar";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", ""));
  }

  @Override
  public FormMatch recognize(Candidate candidate) {
    return CifarVersion.of(candidate.names())
        .map(found -> FormMatch.fits(found.first() + " is there"))
        .orElse(FormMatch.NO);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path path = ReaderSettings.path(settings);
    try (FileTree tree = FileTree.open(path, "expected CIFAR's data_batch_1 and so on")) {
      List<String> paths = tree.files().stream().map(FileTree.Entry::path).toList();
      CifarVersion.Found found =
          CifarVersion.of(paths)
              .orElseThrow(
                  () ->
                      BadInputException.of(
                          "%s: no data_batch_1.bin; expected the binary or Python version of"
                              + " CIFAR-10, or the Python version of CIFAR-100",
                          path));
      CifarFiles files = new CifarFiles(tree, found);
      List<CifarFiles.Batch> batches = new ArrayList<>();
      int train = 0;
      for (String file : found.version().train()) {
        progress.report("images of " + name, batches.size(), found.version().train().size() + 1);
        batches.add(files.batch(file));
        train += batches.get(batches.size() - 1).labels().length;
      }
      batches.add(files.batch(found.version().test()));
      progress.report("images of " + name, batches.size(), batches.size());
      int[] labels = CifarFiles.labels(batches);
      Dataset data =
          GivenSets.dataset(
              name,
              CifarFiles.images(path.toString(), batches),
              labels,
              files.classes(labels),
              train,
              Map.of(),
              List.of());
      return GivenSets.checked(data, path, settings);
    }
  }
}
