package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.files.NamedTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A text file that lists pictures, see {@link PictureStream#listed}.
 *
 * @param file the text file
 * @param labels whose face it is, by path as written, in the order of the file
 */
record PictureLines(Path file, Map<String, String> labels) {
  static PictureLines read(Path file) throws IOException {
    byte[] bytes = TextFiles.bytes(file, "a list of pictures");
    Map<String, String> labels = new LinkedHashMap<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int tab = line.indexOf('\t');
      String path = (tab < 0 ? line : line.substring(0, tab)).strip();
      String label = tab < 0 ? "" : line.substring(tab + 1).strip();
      if (path.isEmpty() || path.length() > Limits.NAME || !ImageFiles.isImage(path)) {
        String shown = path.length() > 80 ? path.substring(0, 80) + "…" : path;
        throw new BadInputException(
            file + ":" + number + ": must be the path of a picture, found '" + shown + "'");
      }
      if (labels.put(path, label) != null) {
        throw new BadInputException(file + ":" + number + ": " + path + " comes twice");
      }
    }
    if (labels.isEmpty()) {
      throw new BadInputException(file + ": lists no pictures, one a line");
    }
    return new PictureLines(file, labels);
  }

  FileTree tree() {
    return new NamedTree(file, List.copyOf(labels.keySet()));
  }

  FaceList faces(FileTree tree) {
    List<String> people = List.copyOf(new TreeSet<>(labels.values()));
    List<FaceList.Face> faces = new ArrayList<>();
    for (FileTree.Entry entry : tree.files()) {
      int person = Collections.binarySearch(people, labels.get(entry.path()));
      faces.add(new FaceList.Face(entry, entry.path(), person, Optional.empty(), Optional.empty()));
    }
    List<String> problems = tree.problems().stream().map(FileTree.Problem::toString).toList();
    return new FaceList(people, faces, List.of(), 0, problems, Map.of(), List.of());
  }
}
