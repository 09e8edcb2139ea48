package io.ddh.data.read.form;

import static java.util.stream.Collectors.joining;

import io.ddh.core.Shown;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.CifarBatches;
import io.ddh.data.read.MatVariables;
import io.ddh.data.read.OlivettiReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tests for the forms that keep all images in one file or in a few files with fixed names. */
final class FileForms {
  private static final List<String> IDX = List.of("train-images", "train-labels", "t10k-images");

  private FileForms() {}

  static FormMatch packed(Glance glance) throws IOException {
    return PackedFile.isPacked(glance.path())
        ? FormMatch.fits("written by ddh data pack")
        : FormMatch.not("not written by ddh data pack");
  }

  static FormMatch idx(Glance glance) {
    if (glance.kind() != Glance.Kind.FOLDER) {
      return FormMatch.not("no folder with MNIST's four files");
    }
    List<String> missing = new ArrayList<>();
    for (String part : IDX) {
      if (glance.names().stream().noneMatch(name -> name.matches(part + "[-.]idx.*"))) {
        missing.add(part);
      }
    }
    if (missing.isEmpty()) {
      return FormMatch.fits("train-images, train-labels and t10k-images in MNIST's form");
    }
    String reason = "some of MNIST's files, but no " + missing.get(0);
    return missing.size() < IDX.size() ? FormMatch.almost(reason) : FormMatch.not(reason);
  }

  static FormMatch cifar(Glance glance) {
    for (String below : List.of("", "cifar-10-batches-bin/")) {
      if (glance.kind() == Glance.Kind.FOLDER
          && glance.names().contains(below + "data_batch_1.bin")) {
        return FormMatch.fits(below + "data_batch_1.bin is there");
      }
    }
    return CifarBatches.find(glance.names())
        .map(found -> FormMatch.fits(found + ", a Python batch of CIFAR, is there"))
        .orElse(FormMatch.not("no data_batch_1"));
  }

  static FormMatch olivetti(Glance glance) throws IOException {
    boolean fits =
        Glance.startsWith(glance.head(), "MATLAB 5.0 MAT-file")
            && OlivettiReader.fits(glance.path());
    return fits
        ? FormMatch.fits("a MATLAB v5 file with a variable faces of 4096x400 numbers")
        : FormMatch.not("no MATLAB v5 file with a variable faces of 4096x400 numbers");
  }

  static FormMatch mat(Glance glance) throws IOException {
    if (!MatVariables.isMat(glance.head())) {
      return FormMatch.not("no MATLAB v5 or v4 file");
    }
    List<MatVariables.Variable> all = MatVariables.list(glance.path());
    Optional<MatVariables.Variable> images = find(MatVariables.IMAGES, all);
    Optional<MatVariables.Variable> labels = find(MatVariables.LABELS, all);
    if (images.isPresent() && images.get().kind() != MatVariables.Kind.NUMBERS) {
      return FormMatch.almost("a MATLAB file whose " + images.get().help());
    }
    if (images.isEmpty() || labels.isEmpty()) {
      String found = Shown.text(all.stream().map(Object::toString).collect(joining(", ")));
      return FormMatch.almost(
          "a MATLAB file without "
              + (images.isEmpty() ? "fea or x" : "gnd or label")
              + "; found "
              + (found.isEmpty() ? "no variables" : found)
              + "; settings images and labels name others");
    }
    if (!List.of(MatVariables.Kind.NUMBERS, MatVariables.Kind.TEXTS)
        .contains(labels.get().kind())) {
      return FormMatch.almost("a MATLAB file whose " + labels.get().help());
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
        : FormMatch.almost(
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
