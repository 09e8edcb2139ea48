package io.ddh.app.images;

import io.ddh.app.model.HashModel;
import io.ddh.app.codes.CodeSource;
import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.data.read.ImageStream;
import io.ddh.data.read.files.FileNames;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Images in files as a source of codes. A folder has one folder for each person, whose name is the
 * label of all below it. What can't be read is told of in a line and left out.
 */
public final class FaceImages implements CodeSource {
  private static final int BATCH = 64;

  /** A picture file is at most so large. */
  private static final long LARGEST = 1L << 29;

  private final HashModel hasher;
  private final List<Face> faces;
  private final Consumer<String> unreadable;
  private final Deque<Item> ready = new ArrayDeque<>();
  private int at;

  /**
   * A picture in a file.
   *
   * @param label whose face it is; empty: not known
   * @param source what the index is told
   */
  public record Face(Path file, String label, String source) {}

  /**
   * Pictures to hash.
   *
   * @param unreadable gets a line for each file that is left out
   */
  public FaceImages(HashModel hasher, List<Face> faces, Consumer<String> unreadable) {
    this.hasher = hasher;
    this.faces = List.copyOf(faces);
    this.unreadable = unreadable;
  }

  /**
   * The pictures that some files and folders are or hold.
   *
   * @param label of all; else that of the folder's folder
   * @param root of the pictures: sources are below it where they can be; none: sources are absolute
   * @param notes gets a line for each thing to know of a folder
   * @throws BadInputException if a path leads nowhere
   */
  public static List<Face> list(
      List<Path> paths, Optional<String> label, Optional<Path> root, Consumer<String> notes)
      throws IOException {
    List<Face> faces = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new BadInputException(path + ": no such file or folder");
      }
      if (!Files.isDirectory(path)) {
        faces.add(new Face(path, label.orElse(""), source(path, root)));
        continue;
      }
      try (ImageStream below = ImageStream.inFolder(path)) {
        below.notes().forEach(note -> notes.accept(path + ": " + note));
        for (int i = 0; i < below.size(); i++) {
          Path file = FileNames.find(path, below.source(i)).orElseThrow();
          faces.add(new Face(file, label.orElse(below.label(i)), source(file, root)));
        }
      }
    }
    return faces;
  }

  private static String source(Path file, Optional<Path> root) {
    Path absolute = file.toAbsolutePath().normalize();
    Optional<Path> folder = root.map(r -> r.toAbsolutePath().normalize());
    return folder.isPresent() && absolute.startsWith(folder.get())
        ? folder.get().relativize(absolute).toString().replace('\\', '/')
        : absolute.toString();
  }

  /** Reads a file. */
  public static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": " + Reason.noFile(file));
    }
    if (Files.size(file) > LARGEST) {
      throw new BadInputException(file + ": larger than " + LARGEST + " bytes");
    }
    return Files.readAllBytes(file);
  }

  @Override
  public int bits() {
    return hasher.bits();
  }

  @Override
  public Optional<String> model() {
    return Optional.of(hasher.digest());
  }

  @Override
  public long size() {
    return faces.size();
  }

  @Override
  public Optional<Item> next() {
    while (ready.isEmpty() && at < faces.size()) {
      List<Face> batch = faces.subList(at, Math.min(faces.size(), at + BATCH));
      at += batch.size();
      PreparedImages prepared = new PreparedImages(hasher);
      for (Face face : batch) {
        try {
          prepared.add(read(face.file()), face.file().toString(), face);
        } catch (BadInputException | IOException e) {
          unreadable.accept(String.valueOf(e.getMessage()));
        }
      }
      ready.addAll(prepared.items());
    }
    return Optional.ofNullable(ready.poll());
  }

  @Override
  public void close() {
    // No file stays open.
  }
}
