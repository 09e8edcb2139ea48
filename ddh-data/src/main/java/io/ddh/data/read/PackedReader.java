package io.ddh.data.read;

import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.array.GivenSets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a {@link PackedFile} written by {@code ddh data pack}. Images, labels, names, split and
 * digest are those of the data set that was packed. The setting {@code path} gives the file, and
 * the setting {@code digest} gives the digest that the data set must have; if {@code digest} is
 * empty, any digest is accepted.
 */
public final class PackedReader implements DatasetReader {
  @Override
  public String form() {
    return "packed";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of("path", "", "digest", "");
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    return PackedFile.isPacked(candidate.path())
        ? FormMatch.fits("written by 'ddh data pack'")
        : FormMatch.NO;
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file =
        ReaderSettings.file(ReaderSettings.path(settings), "'ddh data pack' writes such files");
    progress.report("images of " + name, 0, 1);
    PackedFile.Content content = PackedFile.read(file);
    progress.report("images of " + name, 1, 1);
    Dataset data = content.data();
    GivenSets.checkDigest(data, file, settings);
    return new Dataset(
            name, data.images(), data.synthetic(), data.digest(), data.counts(), data.notes())
        .withNote("packed from " + content.origin());
  }
}
