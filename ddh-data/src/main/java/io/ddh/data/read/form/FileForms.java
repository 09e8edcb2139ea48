package io.ddh.data.read.form;

import io.ddh.data.pack.PackedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tests for the forms that keep all images in one file or in a few files with fixed names. */
final class FileForms {
  private static final List<String> IDX = List.of("train-images", "train-labels", "t10k-images");

  private FileForms() {}

  static Verdict packed(Glance glance) throws IOException {
    return PackedFile.isPacked(glance.path())
        ? Verdict.fits("written by ddh data pack")
        : Verdict.not("not written by ddh data pack");
  }

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

  static Verdict mat(Glance glance) {
    Path path = glance.path();
    if (!Files.isRegularFile(path)) {
      return Verdict.not("no file");
    }
    if (Glance.startsWith(glance.head(), "MATLAB 7.3")) {
      return Verdict.not("MATLAB 7.3 (HDF5); save it with -v7 or -v6 instead");
    }
    return Glance.startsWith(glance.head(), "MATLAB 5.0 MAT-file")
        ? Verdict.fits("begins as a MATLAB v5 file")
        : Verdict.not("doesn't begin as a MATLAB v5 file");
  }
}
