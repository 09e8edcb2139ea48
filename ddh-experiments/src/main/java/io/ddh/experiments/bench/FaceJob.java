package io.ddh.experiments.bench;

import io.ddh.core.Check;
import io.ddh.core.DatasetReader;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Renders faces and selects training images, for measurements of training. */
public final class FaceJob {
  private FaceJob() {}

  /**
   * Renders faces in the same way as the data set form {@code faces} does.
   *
   * @param registry registry that contains the reader of that form
   * @param preset preset of the renderer, {@code wild} or {@code video}
   * @param people number of people
   * @param imagesEach images per person
   * @param progress receives the number of rendered images
   * @return the images, sorted by person
   */
  public static LabeledImages render(
      Registry registry, String preset, int people, int imagesEach, Progress progress) {
    DatasetReader reader = registry.readers().get("faces");
    Map<String, Object> given = Map.of("preset", preset, "people", people, "images", imagesEach);
    Settings settings = Settings.of("bench", reader.defaults(), given);
    try {
      return reader.read("bench", settings, Path.of(""), progress).images();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // does not happen, since this form reads no file
    }
  }

  /**
   * Takes the first images of each person as training rows. The numbers of rows per person differ
   * by at most one. There are no validation rows, so that an epoch consists of training alone.
   *
   * @param faces images sorted by person, the same number of each person
   * @param count number of rows, at least the number of people and at most the number of images
   * @return the training set
   */
  public static TrainingSet training(LabeledImages faces, int count) {
    int people = faces.identities().size();
    int each = faces.size() / people;
    Check.inRange("count", count, people, faces.size());
    int[] rows =
        IntStream.range(0, count).map(i -> i % people * each + i / people).sorted().toArray();
    Split split = new Split("bench", 1, rows, new int[0], new int[0], rows, people, List.of());
    return TrainingSet.of(faces.images(), faces.labels(), split);
  }
}
