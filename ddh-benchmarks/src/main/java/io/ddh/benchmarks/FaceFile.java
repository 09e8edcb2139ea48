package io.ddh.benchmarks;

import io.ddh.core.AtomicFile;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.experiments.bench.FaceJob;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Rendered faces in a file, so that child processes do not render them again.
 *
 * @param folder folder of the file
 * @param preset preset of the renderer
 * @param people number of people in the file
 * @param each images per person in the file
 * @param taken how many images per person are read, from the first
 * @param protocol how the faces are split, with its defaults
 * @param profile the profile of {@code experiments.yaml} whose settings apply to methods; {@link
 *     #DEFAULTS}: none
 */
record FaceFile(
    Path folder, String preset, int people, int each, int taken, String protocol, String profile) {
  /** In place of a profile: the defaults of the methods. */
  static final String DEFAULTS = "defaults";

  /** Faces of the training sections: people. */
  static final int PEOPLE = 530;

  /** Faces of the training sections: training images. */
  static final int IMAGES = 8_192;

  /** People of YouTube Faces in the paper. */
  static final int PAPER_PEOPLE = 1_595;

  /** Images per person of YouTube Faces in the paper: 40 to train, 5 queries. */
  static final int PAPER_EACH = 45;

  /** Images per person that are enough for 104,000. */
  static final int PAPER_MOST = 66;

  private static final int SIDE = 32;
  private static final int LENGTH = SIDE * SIDE * 3;

  /** The faces of the training sections: 530 people, 8,192 training images. */
  static FaceFile wild(Harness harness) throws IOException {
    int each = (IMAGES - 1) / PEOPLE + 1;
    return made(harness, "wild", PEOPLE, each);
  }

  /** The faces for up to 105,270 images of as many people as in the paper. */
  static FaceFile video(Harness harness) throws IOException {
    return made(harness, "video", PAPER_PEOPLE, PAPER_MOST);
  }

  private static FaceFile made(Harness harness, String preset, int people, int each)
      throws IOException {
    Path folder = harness.options.work;
    return new FaceFile(folder, preset, people, each, each, "youtube-faces", DEFAULTS)
        .made(harness::say);
  }

  /** The same file, rendered unless it exists. */
  FaceFile made(Consumer<String> say) throws IOException {
    say.accept("faces: " + people + " people, " + each + " images each");
    if (!Files.exists(path()) || Files.size(path()) != (long) people * each * LENGTH) {
      LabeledImages faces = FaceJob.render(Registry.load(), preset, people, each, Progress.NONE);
      AtomicFile.write(path(), out -> out.write(faces.images().pixels()));
    }
    return this;
  }

  /** The same file, but only the first images of each person are read. */
  FaceFile first(int count) {
    return new FaceFile(folder, preset, people, each, count, protocol, profile);
  }

  /** Starts a worker on the faces with all threads. */
  Side worker(Harness harness) throws IOException {
    return worker(harness, Parallel.threads(), List.of());
  }

  /** Starts a worker with a number of threads and options of its JVM. */
  Side worker(Harness harness, int threads, List<String> jvm) throws IOException {
    return harness.java(
        threads, jvm, Workers.Faces.class, folder, preset, people, each, taken, protocol, profile);
  }

  /** The file of features of the taken images, which one worker writes for others. */
  Path features(String name) {
    return folder.resolve(name + "-" + preset + "-" + people + "x" + taken + ".bin");
  }

  private Path path() {
    return folder.resolve("faces-" + preset + "-" + people + "x" + each + ".rgb");
  }

  /** Reads the taken images. */
  LabeledImages read() throws IOException {
    byte[] pixels = new byte[Math.multiplyExact(people * taken, LENGTH)];
    try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "r")) {
      for (int person = 0; person < people; person++) {
        file.seek((long) person * each * LENGTH);
        file.readFully(pixels, person * taken * LENGTH, taken * LENGTH);
      }
    }
    int[] labels = IntStream.range(0, people * taken).map(i -> i / taken).toArray();
    List<String> names = IntStream.range(0, people).mapToObj(p -> "person " + p).toList();
    return new LabeledImages(new Images(SIDE, SIDE, 3, pixels), labels, names);
  }
}
