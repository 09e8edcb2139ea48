package io.ddh.app.images;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.model.HashModel;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.core.Reason;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.retrieval.index.Item;
import java.io.ByteArrayOutputStream;
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
 * Computes codes from image files. A folder of images contains one folder per person, whose name is
 * the label of all images below it. Files that cannot be read are left out; for each of them, a
 * line states the reason.
 */
public final class FaceImages implements CodeSource {
  private static final int BATCH = 64;

  /** Largest image file in bytes. */
  private static final long LARGEST = 1L << 29;

  private final HashModel hasher;
  private final List<Face> faces;
  private final Consumer<String> unreadable;
  private final Deque<Item> ready = new ArrayDeque<>();
  private int at;
  private int failed;

  /**
   * An image file of a face.
   *
   * @param label name of the person; empty if not known
   * @param source path of the image, as it is to be stored in the index
   */
  public record Face(Path file, String label, String source) {}

  /**
   * Creates a source of codes from image files.
   *
   * @param hasher the model that computes the codes
   * @param faces image files with their labels and sources
   * @param unreadable receives a line for each file that cannot be read
   */
  public FaceImages(HashModel hasher, List<Face> faces, Consumer<String> unreadable) {
    this.hasher = hasher;
    this.faces = List.copyOf(faces);
    this.unreadable = unreadable;
  }

  /**
   * Lists the images of some files and folders.
   *
   * @param paths image files and folders
   * @param label name of the person shown in all images; empty if each person's folder gives the
   *     name
   * @param root folder of the index's images; the sources of images below it are stored as paths
   *     relative to it, all others as absolute paths
   * @param notes receives remarks about folders, for example about ignored files
   * @return the image files, in the order in which they will be hashed
   * @throws BadInputException if a path does not exist
   * @throws IOException if a file can't be read
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

  /**
   * {@return the content of an image file}
   *
   * @param file the file
   * @throws IOException with a short reason if there is no such file, or it is too large
   */
  public static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(Reason.noFile(file));
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
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
  public int unreadable() {
    return failed;
  }

  @Override
  public Optional<Item> next() {
    while (ready.isEmpty() && at < faces.size()) {
      List<Face> batch = faces.subList(at, Math.min(faces.size(), at + BATCH));
      at += batch.size();
      List<Face> read = new ArrayList<>();
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      for (Face face : batch) {
        try {
          pixels.writeBytes(hasher.prepare(read(face.file()), face.file().toString()).pixels());
          read.add(face);
        } catch (BadInputException | IOException e) {
          failed++;
          String name = e instanceof IOException ? face.file() + ": " : "";
          unreadable.accept(name + Reason.of(e));
        }
      }
      ImageShape shape = hasher.shape();
      BinaryCodes codes =
          hasher.encode(
              new Images(shape.height(), shape.width(), shape.channels(), pixels.toByteArray()));
      for (int i = 0; i < codes.size(); i++) {
        ready.add(Item.of(codes, i, read.get(i).label(), read.get(i).source()));
      }
    }
    return Optional.ofNullable(ready.poll());
  }
}
