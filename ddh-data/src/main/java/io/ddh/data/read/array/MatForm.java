package io.ddh.data.read.array;

import static java.util.stream.Collectors.joining;

import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides by the names of its variables whether {@link MatReader} can read a MATLAB file. */
final class MatForm {
  private MatForm() {}

  /** Whether a file holds images and labels under usual names. */
  static FormMatch of(Candidate candidate) throws IOException {
    if (!MatFile.isOne(candidate.head())) {
      return FormMatch.NO;
    }
    List<MatVariable> all = MatFile.variables(candidate.path(), Set.of());
    Optional<MatVariable> images = MatFile.find(all, MatFile.IMAGES);
    Optional<MatVariable> labels = MatFile.find(all, MatFile.LABELS);
    if (images.isPresent() && images.get().kind() != MatVariable.Kind.NUMBERS) {
      return FormMatch.near("a MATLAB file whose " + images.get().help());
    }
    if (images.isEmpty() || labels.isEmpty()) {
      String found = Shown.text(all.stream().map(Object::toString).collect(joining(", ")));
      return FormMatch.near(
          "a MATLAB file without "
              + (images.isEmpty() ? "fea or x" : "gnd or label")
              + "; found "
              + (found.isEmpty() ? "no variables" : found)
              + "; settings images and labels name others");
    }
    if (!List.of(MatVariable.Kind.NUMBERS, MatVariable.Kind.TEXTS).contains(labels.get().kind())) {
      return FormMatch.near("a MATLAB file whose " + labels.get().help());
    }
    int[] shape = images.get().shape();
    String reason =
        "a MATLAB file with images " + images.get().name() + " and labels " + labels.get().name();
    if (shape.length != 2) {
      return FormMatch.fits(reason);
    }
    boolean rows = fits(labels.get(), shape[0]) || !fits(labels.get(), shape[1]);
    int side = side(shape[rows ? 1 : 0]);
    return side > 0
        ? FormMatch.fits(Map.of("side", side), reason)
        : FormMatch.near(
            images.get()
                + ": "
                + shape[rows ? 1 : 0]
                + " values per image, neither side² nor 3·side²");
  }

  /** Whether labels may be those of so many images. */
  static boolean fits(MatVariable labels, int images) {
    return labels.kind() == MatVariable.Kind.TEXTS
        ? labels.texts().size() == images
        : LabelArray.fits(labels.shape(), images);
  }

  private static int side(int columns) {
    for (int planes : new int[] {1, 3}) {
      int side = (int) Math.round(Math.sqrt(columns / (double) planes));
      if (side > 0 && planes * side * side == columns) {
        return side;
      }
    }
    return 0;
  }
}
