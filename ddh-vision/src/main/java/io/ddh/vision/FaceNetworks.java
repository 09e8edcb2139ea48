package io.ddh.vision;

import io.ddh.core.BadInputException;
import io.ddh.core.Shown;
import io.ddh.vision.align.FaceTemplate;
import io.ddh.vision.detect.BlazeFace;
import io.ddh.vision.detect.FaceNetwork;
import io.ddh.vision.detect.PhotoDetector;
import io.ddh.vision.detect.YuNet;
import io.ddh.vision.embed.FaceEmbedder;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.network.InputLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Opens the networks that the options name, as the networks' descriptors specify. */
final class FaceNetworks {
  /**
   * Revision of this program's own code that influences the results. Increase the revision with
   * every code change after which the same networks and options give other boxes, points, chips or
   * vectors for some photo. Otherwise caches, resumed jobs and indexes mix results of the old and
   * the new code. Built-in descriptors count as code.
   */
  private static final int REVISION = 1;

  private static final String NEAR = "blazeface-short";

  private FaceNetworks() {}

  static FaceFinder open(ModelStore models, FaceOptions options) {
    ModelDescriptor detector =
        described(
            models, options.detector(), ModelDescriptor.Kind.DETECTOR, "finds faces in photos");
    ModelDescriptor network =
        described(
            models, options.network(), ModelDescriptor.Kind.EMBEDDING, "embeds aligned faces");
    PhotoDetector.Search search =
        new PhotoDetector.Search(
            options.tiles(),
            options.turns(),
            options.minScore(),
            options.minFace(),
            options.maxFaces());
    String identity = identity(models, options);
    FaceNetwork first = detector(models, detector);
    PhotoDetector both =
        orClose(first::close, () -> new PhotoDetector(first, near(models, detector), search));
    return orClose(both::close, () -> new FaceFinder(both, embedder(models, network), identity));
  }

  /** Opens a resource; if that fails, closes the resource that was opened before. */
  private static <T> T orClose(Runnable close, Supplier<T> open) {
    try {
      return open.get();
    } catch (RuntimeException e) {
      close.run();
      throw e;
    }
  }

  /** Runs a network once on black images, in the same way as a finder runs it. */
  static void tryOut(ModelStore models, String name) {
    ModelDescriptor model = models.list().get(name);
    if (model.kind() == ModelDescriptor.Kind.DETECTOR) {
      try (FaceNetwork detector = detector(models, model)) {
        detector.find(new float[3 * detector.side() * detector.side()], 1);
      }
    } else {
      try (FaceEmbedder embedder = embedder(models, model)) {
        int side = model.input().side();
        embedder.embed(List.of(new float[3 * side * side]));
      }
    }
  }

  private static String near(ModelDescriptor detector) {
    return isYuNet(detector) ? detector.name() : NEAR;
  }

  static String identity(ModelStore models, FaceOptions options) {
    String revision = REVISION == 1 ? "" : "; revision " + REVISION; // texts of old results stay
    return Shown.format(
        "%s, %s, %s; tiles %s, turns %s, score from %s, width from %d, at most %d%s",
        models.identity(options.detector()),
        models.identity(near(models.list().get(options.detector()))),
        models.identity(options.network()),
        options.tiles(),
        options.turns(),
        options.minScore(),
        options.minFace(),
        options.maxFaces(),
        revision);
  }

  private static ModelDescriptor described(
      ModelStore models, String name, ModelDescriptor.Kind kind, String task) {
    ModelDescriptor model = models.list().get(name);
    if (model.kind() != kind) {
      throw BadInputException.of("%s: %s; valid: a network that %s", name, model.title(), task);
    }
    return model;
  }

  private static boolean isYuNet(ModelDescriptor model) {
    return model.output().shapes().size() == 12;
  }

  private static FaceNetwork near(ModelStore models, ModelDescriptor detector) {
    return detector(models, models.list().get(near(detector)));
  }

  private static FaceNetwork detector(ModelStore models, ModelDescriptor model) {
    Path file = models.require(model.name());
    if (isYuNet(model)) {
      return new YuNet(file);
    }
    return model.input().side() == 128 ? BlazeFace.shortRange(file) : BlazeFace.fullRange(file);
  }

  private static FaceEmbedder embedder(ModelStore models, ModelDescriptor model) {
    ModelDescriptor.Input input = model.input();
    InputLayout layout =
        new InputLayout(
            input.order() == ModelDescriptor.Order.PLANES,
            input.colours() == ModelDescriptor.Colours.BGR,
            (float) input.mean(),
            (float) input.divide());
    FaceTemplate template =
        model.output().template() == ModelDescriptor.Template.DLIB
            ? FaceTemplate.dlib()
            : FaceTemplate.arcFace();
    return new FaceEmbedder(
        models.require(model.name()),
        new FaceEmbedder.Form(
            template.scaled(input.side()),
            layout,
            model.output().shapes().get(0).get(0),
            model.output().distance() == ModelDescriptor.Distance.COSINE));
  }
}
