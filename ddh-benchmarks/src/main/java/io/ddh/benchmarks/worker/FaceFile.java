package io.ddh.benchmarks.worker;

import io.ddh.benchmarks.harness.Harness;
import io.ddh.benchmarks.section.Section;
import io.ddh.core.AtomicFile;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.registry.Registry;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rendered faces in a file, so that child processes do not render them again.
 *
 * @param folder folder of the file
 * @param preset preset of the renderer
 * @param people number of people in the file
 * @param each images per person in the file
 * @param taken how many images per person are read, from the first
 */
public record FaceFile(Path folder, String preset, int people, int each, int taken) {
  /** Number of worker arguments that describe the faces. */
  static final int WORDS = 5;

  private static final int SIDE = 32;
  private static final int LENGTH = SIDE * SIDE * 3;

  /**
   * Describes a file, all of whose images are read.
   *
   * @param folder of the file
   * @param preset of the renderer
   * @param people number of people
   * @param each images per person
   */
  public FaceFile(Path folder, String preset, int people, int each) {
    this(folder, preset, people, each, each);
  }

  static FaceFile parse(List<String> words) {
    return new FaceFile(
        Path.of(words.get(0)),
        words.get(1),
        Integer.parseInt(words.get(2)),
        Integer.parseInt(words.get(3)),
        Integer.parseInt(words.get(4)));
  }

  /**
   * Describes the same file, but only the first images of each person are read.
   *
   * @param count images per person
   * @return the file
   */
  public FaceFile first(int count) {
    return new FaceFile(folder, preset, people, each, count);
  }

  /**
   * Puts together the arguments of a worker.
   *
   * @param kind the kind of worker
   * @param further arguments after those that describe the faces
   * @return the arguments
   */
  public List<String> arguments(String kind, String... further) {
    List<String> out = new ArrayList<>(List.of(kind, folder.toString(), preset));
    IntStream.of(people, each, taken).forEach(number -> out.add(Integer.toString(number)));
    out.addAll(List.of(further));
    return out;
  }

  /**
   * {@return the file of features of the taken images, which one worker writes for others}
   *
   * @param name of the features
   */
  public Path features(String name) {
    return folder.resolve(name + "-" + preset + "-" + people + "x" + taken + ".bin");
  }

  private Path path() {
    return folder.resolve("faces-" + preset + "-" + people + "x" + each + ".rgb");
  }

  /**
   * {@return the faces of the training sections: 530 people, 8,192 training images}
   *
   * @param harness options and progress
   * @throws IOException if the file can't be written
   */
  public static FaceFile wild(Harness harness) throws IOException {
    return made(harness, "wild", Section.PEOPLE, (Section.IMAGES - 1) / Section.PEOPLE + 1);
  }

  /**
   * {@return the faces for up to 105,270 images of as many people as in the paper}
   *
   * @param harness options and progress
   * @throws IOException if the file can't be written
   */
  public static FaceFile video(Harness harness) throws IOException {
    return made(harness, "video", Section.PAPER_PEOPLE, 66);
  }

  /**
   * Describes a file of any number of faces, which are rendered unless the file exists.
   *
   * @param harness options and progress
   * @param preset of the renderer
   * @param people number of people
   * @param each images per person
   * @return the file
   * @throws IOException if the file can't be written
   */
  public static FaceFile made(Harness harness, String preset, int people, int each)
      throws IOException {
    FaceFile file = new FaceFile(harness.options().work(), preset, people, each);
    harness.say("faces: " + people + " people, " + each + " images each");
    file.make(Progress.NONE);
    return file;
  }

  /**
   * Renders the faces unless the file exists.
   *
   * @param progress receives the progress
   * @throws IOException if the file can't be written
   */
  public void make(Progress progress) throws IOException {
    if (Files.exists(path()) && Files.size(path()) == (long) people * each * LENGTH) {
      return;
    }
    LabeledImages faces = FaceJob.render(Registry.load(), preset, people, each, progress);
    AtomicFile.write(path(), out -> out.write(faces.images().pixels()));
  }

  /** Reads the taken images. */
  LabeledImages read() throws IOException {
    byte[] pixels = new byte[Math.multiplyExact(people * taken, LENGTH)];
    try (FileChannel file = FileChannel.open(path())) {
      for (int person = 0; person < people; person++) {
        int length = taken * LENGTH;
        ByteBuffer into = ByteBuffer.wrap(pixels, person * length, length).slice();
        long at = (long) person * each * LENGTH;
        while (into.hasRemaining()) {
          int n = file.read(into, at + into.position());
          if (n < 0) {
            throw new EOFException(path() + " is too short");
          }
        }
      }
    }
    int[] labels = IntStream.range(0, people * taken).map(i -> i / taken).toArray();
    List<String> names = IntStream.range(0, people).mapToObj(p -> "person " + p).toList();
    return new LabeledImages(new Images(SIDE, SIDE, 3, pixels), labels, names);
  }
}
