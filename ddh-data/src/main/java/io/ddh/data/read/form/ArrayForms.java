package io.ddh.data.read.form;

import io.ddh.core.npy.NpyHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tests for NumPy's files and for the pickles of the DDH authors. */
final class ArrayForms {
  private ArrayForms() {}

  static FormMatch numpy(Glance glance) throws IOException {
    if (glance.kind() == Glance.Kind.ARCHIVE) {
      long arrays = glance.names().stream().filter(name -> name.endsWith(".npy")).count();
      if (arrays >= 2) {
        return FormMatch.fits(arrays + " arrays in a ZIP archive, as NumPy's savez writes them");
      }
      return arrays == 1
          ? FormMatch.almost("a NumPy archive of one array; it must hold images and labels")
          : FormMatch.not("no arrays in the archive");
    }
    if (glance.kind() == Glance.Kind.FILE && NpyHeader.isNpy(glance.head())) {
      Optional<String> labels = labelsBeside(glance.path());
      return labels.isPresent()
          ? FormMatch.fits(
              Map.of("labels", labels.get()), "an npy file, " + labels.get() + " beside it")
          : FormMatch.almost(
              "an npy file without one with labels beside it; setting labels names it");
    }
    return FormMatch.not("neither npz nor npy");
  }

  private static Optional<String> labelsBeside(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString())
          .filter(name -> name.endsWith(".npy") && !name.equals(file.getFileName().toString()))
          .filter(name -> name.toLowerCase(Locale.ROOT).matches("(y|.*label.*|.*target.*)\\.npy"))
          .sorted()
          .findFirst();
    }
  }

  /** A training and a test folder, each of files that begin as pickles do. */
  static FormMatch pickles(Glance glance) throws IOException {
    if (glance.kind() != Glance.Kind.FOLDER) {
      return FormMatch.not("no folder");
    }
    Map<String, String> first = new TreeMap<>();
    Set<String> several = new TreeSet<>();
    List<String> parts = new ArrayList<>();
    for (String part : List.of("train", "test")) {
      for (String name : glance.names()) {
        int slash = name.indexOf('/');
        String top = slash < 0 ? "" : name.substring(0, slash);
        if (slash > 0 && top.toLowerCase(Locale.ROOT).contains(part)) {
          String before = first.putIfAbsent(part, top);
          first.putIfAbsent(part + " file", name);
          if (before != null && !before.equals(top)) {
            several.add(part);
          }
        }
      }
      if (!first.containsKey(part)) {
        return FormMatch.not("no folder with '" + part + "' in its name");
      }
      byte[] head = Glance.head(glance.path().resolve(first.get(part + " file")), 64);
      if (!isPickle(head)) {
        return FormMatch.not(first.get(part + " file") + " doesn't begin as a pickle of arrays");
      }
      parts.add(first.get(part));
    }
    String reason = parts.get(0) + " and " + parts.get(1) + " hold pickles";
    return several.isEmpty()
        ? FormMatch.fits(reason)
        : FormMatch.fits(Map.of("train", parts.get(0), "test", parts.get(1)), reason);
  }

  private static boolean isPickle(byte[] head) {
    boolean binary = head.length > 2 && (head[0] & 255) == 0x80 && head[1] >= 2 && head[1] <= 5;
    return binary
        || Glance.startsWith(head, "(cnumpy")
        || Glance.startsWith(head, "(lp0\ncnumpy")
        || Glance.startsWith(head, "]q\0(cnumpy");
  }
}
