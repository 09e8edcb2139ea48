package io.ddh.benchmarks.section;

import io.ddh.benchmarks.process.Child;
import io.ddh.benchmarks.process.Python;
import io.ddh.benchmarks.worker.FaceFile;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What all sections measure with.
 *
 * @param work folder for the rendered faces and other files
 * @param rounds timed rounds, after one to warm up
 * @param python to use; empty: the first usual one that fits
 * @param options further JVM options of the child processes
 * @param selection rows and sizes
 * @param say where progress goes
 */
public record Session(
    Path work,
    int rounds,
    String python,
    List<String> options,
    Selection selection,
    Consumer<String> say) {
  /** People and images of the training sections: 530 people, 8,192 training images. */
  static final int PEOPLE = 530;

  static final int IMAGES = 8_192;

  /** People of YouTube Faces in the paper; 45 images of each, 40 to train. */
  static final int PAPER_PEOPLE = 1_595;

  static final int PAPER_EACH = 45;

  public Session {
    options = List.copyOf(options);
  }

  /** The faces of the training sections. */
  FaceFile wild() throws IOException {
    return faces("wild", PEOPLE, (IMAGES + PEOPLE - 1) / PEOPLE);
  }

  /** Faces for up to 105,270 images of as many people as in the paper. */
  FaceFile video() throws IOException {
    return faces("video", PAPER_PEOPLE, 66);
  }

  /** Faces of any number. */
  FaceFile faces(String preset, int people, int each) throws IOException {
    return made(new FaceFile(work, preset, people, each));
  }

  private FaceFile made(FaceFile file) throws IOException {
    int[] tenth = {0};
    Progress progress =
        (what, done, total) -> {
          synchronized (tenth) {
            if (done * 10 / total > tenth[0]) {
              tenth[0] = (int) (done * 10 / total);
              say.accept(what + ": " + done + " of " + total);
            }
          }
        };
    file.make(progress);
    return file;
  }

  /** The same with another JVM option. */
  Session with(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new Session(work, rounds, python, more, selection, say);
  }

  Child java(int threads, String... arguments) throws IOException {
    return Child.java(options, threads, arguments);
  }

  Child java(String... arguments) throws IOException {
    return java(Parallel.threads(), arguments);
  }

  /** A Python with the module, running the script. */
  Optional<Child> python(String module, String script, String... arguments) throws IOException {
    Optional<String> found = Python.with(module, python);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Child.python(found.get(), Python.script(script, work), arguments));
  }

  /** Work of one round. */
  @FunctionalInterface
  interface Round {
    /**
     * Does it.
     *
     * @param timed false in the round that warms up
     */
    void run(boolean timed);
  }

  /** One round to warm up, and the timed ones. */
  void rounds(String section, int timed, Round round) {
    for (int i = 0; i <= timed; i++) {
      say.accept(section + ": " + (i == 0 ? "warming up" : "round " + i + " of " + timed));
      round.run(i > 0);
    }
  }
}
