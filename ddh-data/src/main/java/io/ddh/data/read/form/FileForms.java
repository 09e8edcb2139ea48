package io.ddh.data.read.form;

import io.ddh.data.read.MatVariables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tests for the forms that keep all images in one file or in a few files with fixed names. */
final class FileForms {
  private static final List<String> IDX = List.of("train-images", "train-labels", "t10k-images");

  private FileForms() {}

  static Verdict idx(Glance glance) {
    if (glance.kind() != Glance.Kind.FOLDER) {
      return Verdict.not("no folder with MNIST's four files");
    }
    List<String> missing = new ArrayList<>();
    for (String part : IDX) {
      if (glance.names().stream().noneMatch(name -> name.matches(part + "[-.]idx.*"))) {
        missing.add(part);
      }
    }
    return missing.isEmpty()
        ? Verdict.fits("train-images, train-labels and t10k-images in MNIST's form")
        : Verdict.not("no " + missing.get(0) + "-idx3-ubyte");
  }

  static Verdict cifar(Glance glance) {
    for (String below : List.of("", "cifar-10-batches-bin/")) {
      if (glance.kind() == Glance.Kind.FOLDER
          && glance.names().contains(below + "data_batch_1.bin")) {
        return Verdict.fits(below + "data_batch_1.bin is there");
      }
    }
    return Verdict.not("no data_batch_1.bin");
  }

  static Verdict mat(Glance glance) throws IOException {
    Path path = glance.path();
    if (Glance.startsWith(glance.head(), "MATLAB 7.3")) {
      return Verdict.not("MATLAB 7.3 (HDF5); save it with -v7 or -v6 instead");
    }
    if (!Glance.startsWith(glance.head(), "MATLAB 5.0 MAT-file")) {
      return Verdict.not("doesn't begin as a MATLAB v5 file");
    }
    List<String> names = new ArrayList<>();
    List<MatVariables.Variable> matrices = MatVariables.list(path, names);
    Optional<MatVariables.Variable> images = find(MatVariables.IMAGES, matrices);
    Optional<MatVariables.Variable> labels = find(MatVariables.LABELS, matrices);
    if (images.isEmpty() || labels.isEmpty()) {
      return Verdict.not(
          "a MATLAB v5 file without "
              + (images.isEmpty() ? "fea or x" : "gnd or label")
              + "; found "
              + String.join(", ", names.subList(0, Math.min(10, names.size())))
              + "; settings images and labels name others");
    }
    int[] shape = images.get().shape();
    String reason =
        "a MATLAB v5 file with images "
            + images.get().name()
            + " and labels "
            + labels.get().name();
    if (shape.length != 2) {
      return Verdict.fits(reason);
    }
    int side = side(shape[1]);
    return side > 0
        ? Verdict.fits(Map.of("side", side), reason)
        : Verdict.not(
            images.get().name() + " has " + shape[1] + " columns, neither side² nor 3·side²");
  }

  private static Optional<MatVariables.Variable> find(
      List<String> usual, List<MatVariables.Variable> matrices) {
    return usual.stream()
        .flatMap(name -> matrices.stream().filter(v -> v.name().equals(name)))
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
