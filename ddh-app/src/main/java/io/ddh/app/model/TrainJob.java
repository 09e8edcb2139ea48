package io.ddh.app.model;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Extent;
import io.ddh.core.ImageShape;
import io.ddh.core.Images;
import io.ddh.core.Seeds;
import io.ddh.core.Split;
import io.ddh.core.SplitProtocol;
import io.ddh.data.read.folder.ImageFileReader;
import io.ddh.data.read.folder.ImageStream;
import io.ddh.data.read.image.FaceScaler;
import io.ddh.data.split.SplitProtocols;
import io.ddh.experiments.config.DatasetSpec;
import io.ddh.experiments.registry.Registry;
import io.ddh.experiments.run.FeaturePlan;
import io.ddh.experiments.run.PlannedCell;
import io.ddh.experiments.run.RowTraining;
import io.ddh.experiments.run.RunListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Trains a model on a data set and writes it to a file.
 *
 * @param cell method, data set, code length and seed; {@code ddh run} trains the same model for the
 *     same cell
 * @param all whether to use all images for training; if false, some are held out to measure the
 *     quality
 * @param photoCrop side in pixels of the centre square to cut out of query photos, to be given if
 *     the data set's images are already cropped; empty if photos are cropped as the reader crops
 *     the training images
 * @param model model file to write
 */
public record TrainJob(
    PlannedCell cell, boolean all, OptionalInt photoCrop, Path model, Path work) {

  /**
   * The result of training a model.
   *
   * @param split how the images of the data set were divided
   * @param quality search quality on the held-out images; empty if none were held out
   * @param seconds time of each stage of the training in seconds, by the name of the stage
   */
  public record Summary(
      HashModel model, Split split, Optional<HeldOut> quality, Map<String, Double> seconds) {}

  /**
   * Trains the model, measures its quality and writes it.
   *
   * @param registry the known methods
   * @param listener receives the progress
   * @return the trained model with its split, quality and times
   * @throws BadInputException if the data cannot be used, or query photos cannot be prepared like
   *     the training images
   * @throws IOException if a file can't be read or written
   */
  public Summary run(Registry registry, RunListener listener) throws IOException {
    DatasetSpec spec = cell.dataset();
    DatasetReader reader = registry.readers().get(spec.form());
    SplitProtocol protocol =
        all
            ? SplitProtocols.everything(spec.splitSettings().real("validation", 0, 0.9))
            : SplitProtocols.of(spec.protocol(), spec.splitSettings());
    long start = System.nanoTime();
    Dataset data = reader.read(spec.name(), spec.settings(), work, listener);
    double read = (System.nanoTime() - start) / 1e9;
    data.notes().forEach(note -> listener.note(spec.name() + ": " + note));
    Extent crop = Extent.NONE;
    boolean boxed = false;
    if (reader instanceof ImageFileReader files) {
      try (ImageStream stream = files.stream(spec.settings())) {
        crop = stream.crop();
        boxed = stream.boxed();
      }
    }
    FaceScaler scaler = scaler(data.images().images().shape(), crop);
    Split split = protocol.split(data.images(), Seeds.derive(cell.seed(), spec.name(), "split"));
    int images = split.train().length + split.validation().length;
    PlannedCell learned = cell.suited(images);
    List<String> changes = learned.changes(cell);
    if (!changes.isEmpty()) {
      listener.note(PlannedCell.fewImages(images, changes));
    }
    try (RowTraining training = new RowTraining(work, listener)) {
      RowTraining.Trained trained = training.train(learned, data, read, split);
      Optional<HeldOut> quality =
          split.query().length == 0
              ? Optional.empty()
              : Optional.of(HeldOut.measure(trained, data.images().labels(), split));
      Map<String, Object> provenance = new TreeMap<>(trained.provenance());
      provenance.put("made", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
      provenance.put("seconds", trained.seconds());
      quality.ifPresent(q -> provenance.put("quality", q));
      ModelCard card =
          new ModelCard(
              learned.row(),
              new ModelCard.Part(learned.method().name(), learned.settings().asMap()),
              learned.features().map(TrainJob::part),
              learned.bits(),
              scaler,
              boxed,
              people(data, split),
              provenance);
      HashModel made =
          HashModel.write(model, card, trained.hasher(), trained.extractor(), registry);
      checkSame(made, trained, data.images().images(), split);
      training.over();
      return new Summary(made, split, quality, trained.seconds());
    }
  }

  private static ModelCard.FeaturePart part(FeaturePlan plan) {
    return new ModelCard.FeaturePart(
        plan.output(), new ModelCard.Part(plan.name(), plan.settings().asMap()));
  }

  /** Returns a scaler that prepares photos so that they resemble the training images. */
  private FaceScaler scaler(ImageShape shape, Extent crop) {
    if (shape.height() != shape.width() || shape.height() > FaceScaler.MOST_SIZE) {
      throw BadInputException.of(
          "%s: its images are %s; valid for a model: square images of at most %d pixels per side",
          cell.dataset().name(), shape, FaceScaler.MOST_SIZE);
    }
    Extent side = photoCrop.isPresent() ? Extent.pixels(photoCrop.getAsInt()) : crop;
    return new FaceScaler(side, shape.height(), shape.channels());
  }

  /** Names of the people in the training set, in the order of their identity numbers. */
  private static List<String> people(Dataset data, Split split) {
    int[] labels = data.images().labels();
    return IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation()))
        .map(row -> labels[row])
        .distinct()
        .sorted()
        .mapToObj(data.images().identities()::get)
        .toList();
  }

  /**
   * Checks that the model in the written file gives the same codes as the trained model; otherwise
   * deletes the file and fails.
   */
  private void checkSame(HashModel made, RowTraining.Trained trained, Images images, Split split)
      throws IOException {
    int[] rows = split.query().length > 0 ? split.query() : split.train();
    // Both models encode the same batch, since the last digits of features depend on the batch.
    Images queries = images.select(rows);
    HashModel here =
        new HashModel(
            made.card(), trained.hasher(), trained.extractor(), made.digest(), made.bytes());
    if (!made.encode(queries).equals(here.encode(queries))) {
      Files.deleteIfExists(model);
      throw new IllegalStateException(
          model + ": its codes differ from the trained model's; the file was deleted");
    }
  }
}
