package io.ddh.data.read;

import static java.util.stream.Collectors.joining;

import io.ddh.core.Candidate;
import io.ddh.core.FormMatch;
import io.ddh.core.Shown;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells whether a MATLAB file is one that {@link MatReader} reads, by its variables' names. */
final class MatForm {
  private MatForm() {}

  /** Whether a file holds images and labels under usual names. */
  static FormMatch of(Candidate candidate) throws IOException {
    if (!MatVariables.isMat(candidate.head())) {
      return FormMatch.NO;
    }
    List<MatVariables.Variable> all = MatVariables.list(candidate.path());
    Optional<MatVariables.Variable> images = find(MatVariables.IMAGES, all);
    Optional<MatVariables.Variable> labels = find(MatVariables.LABELS, all);
    if (images.isPresent() && images.get().kind() != MatVariables.Kind.NUMBERS) {
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
    if (!List.of(MatVariables.Kind.NUMBERS, MatVariables.Kind.TEXTS)
        .contains(labels.get().kind())) {
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

  private static boolean fits(MatVariables.Variable labels, int images) {
    return labels.kind() == MatVariables.Kind.TEXTS
        ? labels.texts().size() == images
        : Arrays.stream(labels.shape()).anyMatch(length -> length == images);
  }

  private static Optional<MatVariables.Variable> find(
      List<String> usual, List<MatVariables.Variable> all) {
    return usual.stream()
        .flatMap(name -> all.stream().filter(v -> v.name().equals(name)))
        .findFirst();
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
