package io.ddh.data.read.array;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.npy.NdArray;
import io.ddh.core.npy.NpyHeader;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.files.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The arrays of images and labels in an npz, or in two npy files.
 *
 * @param pairs one, or training and test
 * @param unread a note that names the file's other arrays, if it has any
 */
record NumpyArrays(List<Pair> pairs, Optional<String> unread) {
  private static final List<String> IMAGES =
      List.of("images", "x", "X", "data", "fea", "faces", "arr_0");
  private static final List<String> LABELS =
      List.of("labels", "label", "y", "Y", "target", "gnd", "people", "arr_1");
  private static final List<String> DIVIDED = List.of("x_train", "y_train", "x_test", "y_test");

  /** Images and their labels. */
  record Pair(String imagesName, NdArray images, String labelsName, NdArray labels) {}

  static NumpyArrays open(Path file, Settings settings) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + ": " + Reason.noFile(file) + "; expected an npz or npy file");
    }
    String images = settings.text("images");
    String labels = settings.text("labels");
    if (NpyHeader.isNpy(KnownContent.head(file))) {
      if (labels.isBlank()) {
        throw new BadInputException(
            settings.path("labels") + ": must name the npy file with the labels of " + file);
      }
      try {
        NdArray second = npy(file.resolveSibling(labels));
        Pair pair = new Pair(file.getFileName().toString(), npy(file), labels, second);
        return new NumpyArrays(List.of(pair), Optional.empty());
      } catch (InvalidPathException e) {
        throw new BadInputException(settings.path("labels") + ": no path: " + Reason.of(e), e);
      }
    }
    Map<String, FileTree.Entry> members = new TreeMap<>();
    try (FileTree tree = FileTree.open(file, "expected arrays")) {
      for (FileTree.Entry e : tree.files()) {
        if (e.path().endsWith(".npy")) {
          members.put(e.path().substring(0, e.path().length() - 4), e);
        }
      }
      if (images.isBlank() && labels.isBlank() && members.keySet().containsAll(DIVIDED)) {
        List<NdArray> four = read(file, tree, members, DIVIDED);
        return new NumpyArrays(
            List.of(
                new Pair("x_train", four.get(0), "y_train", four.get(1)),
                new Pair("x_test", four.get(2), "y_test", four.get(3))),
            unread(members.keySet(), DIVIDED));
      }
      String first =
          ReaderSettings.choose(file, "array", settings, "images", IMAGES, members.keySet());
      String second =
          ReaderSettings.choose(file, "array", settings, "labels", LABELS, members.keySet());
      List<NdArray> two = read(file, tree, members, List.of(first, second));
      return new NumpyArrays(
          List.of(new Pair(first, two.get(0), second, two.get(1))),
          unread(members.keySet(), List.of(first, second)));
    }
  }

  private static Optional<String> unread(Set<String> there, List<String> read) {
    List<String> others = there.stream().filter(name -> !read.contains(name)).toList();
    String shown = others.stream().limit(20).collect(Collectors.joining(", "));
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of("read " + String.join(", ", read) + "; not read: " + shown);
  }

  private static NdArray npy(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file) + "; expected an npy file");
    }
    try (var in = Files.newInputStream(file)) {
      return checked(file.toString(), NdArray.read(in));
    } catch (IOException e) {
      throw new BadInputException(file + ": " + Reason.of(e), e);
    }
  }

  private static List<NdArray> read(
      Path file, FileTree tree, Map<String, FileTree.Entry> members, List<String> names) {
    List<NdArray> out = new ArrayList<>();
    for (String name : names) { // one at a time: each may be large
      String place = file + ": array " + name;
      try {
        byte[] bytes = tree.bytes(members.get(name), Limits.ARRAY_BYTES);
        out.add(checked(place, NdArray.read(new ByteArrayInputStream(bytes))));
      } catch (IOException e) {
        throw new BadInputException(place + ": " + Reason.of(e), e);
      }
    }
    return out;
  }

  private static NdArray checked(String place, NdArray array) {
    if (array.size() == 0) {
      throw new BadInputException(place + ": is " + array.shapeText() + ", which is empty");
    }
    return array;
  }
}
