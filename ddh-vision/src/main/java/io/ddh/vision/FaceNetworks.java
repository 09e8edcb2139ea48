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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Opens the networks that the options name, as their descriptors say. */
final class FaceNetworks {
  /**
   * Revision of our own part in the result. Raise it with every change of the code after which the
   * same networks and options give other boxes, points, chips or vectors for some photo. Otherwise
   * caches, resumed jobs and indexes mix results of both. Built-in descriptors count as code.
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
    ModelDescriptor near = models.list().get(near(detector));
    PhotoDetector.Search search =
        new PhotoDetector.Search(
            options.tiles(),
            options.turns(),
            options.minScore(),
            options.minFace(),
            options.maxFaces());
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      FaceNetwork first = detector(detector, models.require(detector.name()));
      opened.push(first);
      FaceNetwork second = detector(near, models.require(near.name()));
      opened.push(second);
      FaceEmbedder embedder = embedder(network, models.require(network.name()));
      opened.clear();
      return new FaceFinder(
          new PhotoDetector(first, second, search),
          embedder,
          identity(models, options));
    } finally {
      close(opened);
    }
  }

  /** Runs a network once, on black images, as a finder runs it. */
  static void tryOut(ModelStore models, String name) {
    ModelDescriptor model = models.list().get(name);
    Path file = models.require(name);
    if (model.kind() == ModelDescriptor.Kind.DETECTOR) {
      try (FaceNetwork detector = detector(model, file)) {
        detector.find(new float[3 * detector.side() * detector.side()], 1);
      }
    } else {
      try (FaceEmbedder embedder = embedder(model, file)) {
        int side = model.input().side();
        embedder.embed(List.of(new float[3 * side * side]));
      }
    }
  }

  private static void close(Deque<AutoCloseable> opened) {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
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

  private static FaceNetwork detector(ModelDescriptor model, Path file) {
    if (isYuNet(model)) {
      return new YuNet(file);
    }
    return model.input().side() == 128 ? BlazeFace.shortRange(file) : BlazeFace.fullRange(file);
  }

  private static FaceEmbedder embedder(ModelDescriptor model, Path file) {
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
        file,
        new FaceEmbedder.Form(
            template.scaled(input.side()),
            layout,
            model.output().shapes().get(0).get(0),
            model.output().distance() == ModelDescriptor.Distance.COSINE));
  }
}
