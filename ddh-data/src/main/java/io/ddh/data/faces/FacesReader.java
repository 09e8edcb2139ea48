package io.ddh.data.faces;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Generates the embedded data set of synthetic faces. The data set consists of 32×32 RGB images of
 * faces that are computed by arithmetic; the people do not exist. Images are ordered by person, and
 * the images of each person by image number. With the same seed and preset, a data set with fewer
 * people and images per person is a subset of a larger one.
 */
public final class FacesReader implements DatasetReader {
  private static final int BLOCK = 64;

  @Override
  public String form() {
    return "faces";
  }

  /**
   * Returns the settings and their defaults. {@code preset} is {@code wild} or {@code video}. With
   * {@code wild}, everything except the person changes from image to image; with {@code video}, the
   * images of a person are frames of a few clips. {@code people} is the number of people, {@code
   * images} is the number of images per person, and {@code seed} is the random seed.
   */
  @Override
  public Map<String, Object> defaults() {
    return Map.of("preset", "wild", "people", 100, "images", 45, "seed", 2017);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress) {
    Preset preset =
        Preset.valueOf(settings.choice("preset", Preset.words()).toUpperCase(Locale.ROOT));
    int people = settings.integer("people", 1, 100_000);
    int images = settings.integer("images", 1, 100_000);
    int seed = settings.integer("seed", 0, Integer.MAX_VALUE);
    long total = (long) people * images;
    if (total * FaceRenderer.LENGTH > Integer.MAX_VALUE - 8) {
      int most = (Integer.MAX_VALUE - 8) / FaceRenderer.LENGTH;
      throw BadInputException.of(
          "%s: people × images must be at most %d, found %d", settings.path("people"), most, total);
    }
    LabeledImages faces = render(preset, people, images, seed, progress);
    return new Dataset(
        name,
        faces,
        true,
        DatasetDigest.of(faces),
        Map.of("people", (long) people, "images", total),
        List.of("synthetic faces (preset " + preset.word() + "): no real person is shown"));
  }

  private static LabeledImages render(
      Preset preset, int people, int images, long seed, Progress progress) {
    int total = people * images;
    byte[] pixels = new byte[total * FaceRenderer.LENGTH];
    int[] labels = new int[total];
    AtomicInteger done = new AtomicInteger();
    Parallel.blocks(
        total,
        BLOCK,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int person = row / images;
            labels[row] = person;
            Look look = preset.look(seed, person, row % images);
            FaceRenderer.draw(Preset.person(seed, person), look, pixels, row * FaceRenderer.LENGTH);
          }
          progress.report("faces drawn", done.addAndGet(to - from), total);
        });
    List<String> names =
        IntStream.rangeClosed(1, people)
            .mapToObj(person -> String.format(Locale.ROOT, "person-%04d", person))
            .toList();
    Images block = new Images(FaceRenderer.SIZE, FaceRenderer.SIZE, FaceRenderer.CHANNELS, pixels);
    return new LabeledImages(block, labels, names);
  }
}
