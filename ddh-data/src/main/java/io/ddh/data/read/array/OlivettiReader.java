package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.KnownContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads {@code olivettifaces.mat}, the AT&amp;T faces as cropped by Sam Roweis. The variable {@code
 * faces} of this file has 4096×400 values 0..255. Each of the 400 columns is a 64×64 image, which
 * is stored column by column; ten consecutive images show the same person. The file contains no
 * names of people, so the people are numbered from 1. The only setting is {@code path}, which gives
 * the file.
 */
public final class OlivettiReader implements DatasetReader {
  private static final String FACES = "faces";
  private static final int SIDE = 64;
  private static final int PEOPLE = 40;
  private static final int EACH = 10;

  @Override
  public String form() {
    return "olivetti";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of("path", "");
  }

  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    return Mat5.is(candidate.head()) && faces(candidate.path(), Set.of()).isPresent()
        ? FormMatch.fits("a MATLAB v5 file with a variable named 'faces' of 4096x400 numbers")
        : FormMatch.NO;
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file = ReaderSettings.file(settings, "olivettifaces.mat");
    byte[] head = KnownContent.head(file);
    if (!Mat5.is(head)) {
      throw new BadInputException(file + ": " + KnownContent.reason(file, head));
    }
    progress.report("images of " + name, 0, 1);
    ImageNumbers.Axes axes = MatReader.columns(PEOPLE * EACH, SIDE, SIDE, 1, SIDE * SIDE, 1);
    double[] people = IntStream.range(0, PEOPLE * EACH).mapToDouble(i -> i / EACH + 1).toArray();
    ArraySet set = new ArraySet(file.toString());
    set.add(new ImageNumbers(FACES, values(file), true, axes), "people", people);
    LabeledImages images = set.images(1, 0);
    progress.report("images of " + name, 1, 1);
    return Dataset.of(name, images, Map.of(), set.notes());
  }

  /** Returns the variable {@code faces} of a MATLAB v5 file, if there is one. */
  private static Optional<MatVariable> faces(Path file, Set<String> wanted) throws IOException {
    return Mat5.read(file, wanted).stream()
        .filter(v -> v.name().equals(FACES) && v.kind() == MatVariable.Kind.NUMBERS)
        .filter(v -> Arrays.equals(v.shape(), new int[] {SIDE * SIDE, PEOPLE * EACH}))
        .findFirst();
  }

  private static NdArray values(Path file) {
    try {
      return faces(file, Set.of(FACES))
          .flatMap(MatVariable::values)
          .orElseThrow(
              () ->
                  BadInputException.of(
                      "%s: not the Olivetti data; expected a variable named 'faces' with"
                          + " %dx%d numbers",
                      file, SIDE * SIDE, PEOPLE * EACH));
    } catch (IOException e) {
      throw BadInputException.of(
          e, "%s: can't be read as the Olivetti data (%s)", file, Reason.of(e));
    }
  }
}
