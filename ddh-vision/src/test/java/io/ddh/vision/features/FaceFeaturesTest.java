package io.ddh.vision.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.core.BadInputException;
import io.ddh.core.FaceAligner;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Pretrained;
import io.ddh.core.Progress;
import io.ddh.core.Services;
import io.ddh.core.Sha256;
import io.ddh.core.TensorFile;
import io.ddh.core.TrainingSet;
import io.ddh.vision.RealModels;
import io.ddh.vision.model.ModelStore;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photos are read from {@code DDH_DATA} and never leave memory. */
class FaceFeaturesTest {
  private static final int[] NONE = {};
  private static final int SIDE = 250;
  private static final TrainingSet NOTHING =
      new TrainingSet(new Images(1, 1, 3, new byte[0]), NONE, 0, NONE, NONE);

  @TempDir static Path models;
  @TempDir Path empty;

  private static PhotoNetworks networks() throws IOException {
    if (!Files.exists(models.resolve("dlib-face.onnx"))) {
      RealModels.store(models);
    }
    return new PhotoNetworks(Map.of("DDH_MODELS", models.toString()));
  }

  /** Two photos each of the first two people of lfw10, and a grey square. */
  private static Images photos() throws IOException {
    File root = new File(System.getenv().getOrDefault("DDH_DATA", "missing"), "lfw10");
    assumeTrue(root.isDirectory(), root + " is missing: features of photos are not tested");
    byte[] out = new byte[5 * SIDE * SIDE * 3];
    Arrays.fill(out, (byte) 128);
    File[] people = sorted(root);
    for (int i = 0; i < 4; i++) {
      BufferedImage photo = ImageIO.read(sorted(people[i / 2])[i % 2]);
      int[] rgb = photo.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
      for (int p = 0; p < rgb.length; p++) {
        for (int c = 0; c < 3; c++) {
          out[(i * rgb.length + p) * 3 + c] = (byte) (rgb[p] >> 16 - 8 * c);
        }
      }
    }
    return new Images(SIDE, SIDE, 3, out);
  }

  private static File[] sorted(File folder) {
    File[] files = folder.listFiles();
    Arrays.sort(files);
    return files;
  }

  private static double distance(Features features, int a, int b) {
    double sum = 0;
    for (int j = 0; j < features.dimension(); j++) {
      double d = features.values()[a * 128 + j] - features.values()[b * 128 + j];
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  @Test
  void photosOfOnePersonAreNearAndThoseWithoutAFaceAreCounted() throws IOException {
    Images photos = photos();
    FaceFeatures method = new FaceFeatures(networks());
    FeatureExtractor extractor = method.train(NOTHING, 1, Progress.NONE);
    Features found = extractor.extract(photos, Progress.NONE).get("face");
    assertThat(found.dimension()).isEqualTo(128);
    double same = Math.max(distance(found, 0, 1), distance(found, 2, 3));
    double different = Math.min(distance(found, 0, 2), distance(found, 1, 3));
    assertThat(same).isLessThan(0.6).isGreaterThan(0);
    assertThat(different).isGreaterThan(0.6);
    assertThat(extractor.facts()).containsEntry("images_without_face", 1);
    // One image at a time, and from a saved state, the vectors are the same.
    FeatureExtractor again = method.restore(extractor.state(), "a file");
    Features one = again.extract(photos.select(new int[] {2}), Progress.NONE).get("face");
    assertThat(one.values()).isEqualTo(found.select(new int[] {2}).values());
    assertThat(again.facts()).containsEntry("images_without_face", 0);
    Hasher ranking =
        new FaceEuclidean()
            .train(new TrainingSet(found, new int[5], 1, NONE, NONE), 12, 1, Progress.NONE);
    assertThat(ranking.embeddings(found).orElseThrow().vectors()).isSameAs(found);
    assertThat(ranking.embeddings(found).orElseThrow().samePerson()).isEqualTo(0.6);
  }

  @Test
  void alignedFacesLieAtTheSamePlaceWhereverTheyAreInThePhoto() throws IOException {
    Images photo = photos().select(new int[] {0});
    byte[] moved = new byte[photo.pixels().length];
    int by = 3 * (20 * SIDE + 30); // 20 down, 30 to the right
    System.arraycopy(photo.pixels(), 0, moved, by, moved.length - by);
    try (PhotoAligner aligner = new PhotoAligner(networks())) {
      FaceAligner.Aligned first = aligner.align(photo, 32);
      FaceAligner.Aligned second = aligner.align(new Images(SIDE, SIDE, 3, moved), 32);
      assertThat(first.found()).isTrue();
      assertThat(first.image().shape().toString()).isEqualTo("32x32x3");
      Images other = aligner.align(photos().select(new int[] {2}), 32).image();
      assertThat(difference(first.image(), second.image()))
          .isLessThan(difference(first.image(), other) / 2);
      assertThat(difference(first.image(), aligner.align(photo, 32).image())).isZero();
      Images grey = photos().select(new int[] {4});
      assertThat(aligner.align(grey, 32).found()).isFalse();
      assertThat(aligner.identity()).contains("dlib-face");
    }
  }

  private static double difference(Images a, Images b) {
    double sum = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      sum += Math.abs((a.pixels()[i] & 255) - (b.pixels()[i] & 255));
    }
    return sum / a.pixels().length;
  }

  @Test
  void networksAreKnownByDigestAndByWhatTheyWereTrainedOn() throws IOException {
    FaceFeatures method = new FaceFeatures(networks());
    Pretrained from = method.pretrained().orElseThrow();
    assertThat(from.trainedOn()).containsExactly("FaceScrub", "VGG Face");
    assertThat(from.networks()).contains("blazeface-full", "dlib-face");
    TensorFile other =
        new TensorFile("extractor/face", Map.of("networks", "others 1234"), Map.of());
    assertThatThrownBy(() -> method.restore(other, "a.ddhm"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.ddhm: was made with the networks ")
        .hasMessageContaining("others 1234");
  }

  @Test
  void networksThatAreExchangedAfterPlanningAreRefused() throws IOException {
    PhotoNetworks networks = networks();
    String planned = networks.identity();
    assertThat(planned)
        .endsWith("; tiles false, turns true, score from 0.5, width from 40, at most 200");
    Path list = models.resolve("models.json");
    String entry =
        """
        [{"name": "dlib-face", "title": "t", "kind": "embedding", "format": "onnx", "home": "",
          "terms": {"licence": "l", "free": true, "training": "t", "trainedOn": []},
          "files": [{"name": "o.onnx", "bytes": 0, "sha256": "%s", "sources": [], "tried": true}],
          "input": {"side": 150, "order": "planes", "colours": "bgr", "mean": 0, "divide": 1},
          "output": {"shapes": [[128]], "template": "dlib", "distance": "euclidean"}}]
        """;
    byte[] before = Files.readAllBytes(models.resolve("dlib-face.onnx"));
    byte[] note = Files.readAllBytes(models.resolve("dlib-face.json"));
    Files.writeString(list, entry.replace("%s", Sha256.hex(before)));
    try {
      ModelStore.at(models).install("dlib-face", Map.of("o.onnx", before));
      assertThatThrownBy(networks::open)
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith("the networks were replaced while the program was running: ")
          .hasMessageContainingAll("colours=BGR", "at the start: " + planned);
    } finally {
      Files.delete(list);
      Files.write(models.resolve("dlib-face.json"), note);
    }
  }

  @Test
  void missingNetworksAreOneLineThatNamesTheCommand() {
    PhotoNetworks nowhere = new PhotoNetworks(Map.of("DDH_MODELS", empty.toString()));
    for (Runnable use :
        List.<Runnable>of(
            () -> new FaceFeatures(nowhere).pretrained(),
            () -> new PhotoAligner(nowhere).identity())) {
      assertThatThrownBy(use::run)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("ddh models get")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void theServiceLoaderFindsAll() {
    assertThat(Services.load(FeatureMethod.class)).hasAtLeastOneElementOfType(FaceFeatures.class);
    assertThat(Services.load(FaceAligner.class)).hasExactlyElementsOfTypes(PhotoAligner.class);
    HashMethod row = Services.load(HashMethod.class).get(0);
    assertThat(row.name()).isEqualTo("face-euclidean");
    assertThat(row.features()).isEqualTo("face");
    Hasher ranking = row.train(NOTHING, 12, 1, Progress.NONE);
    assertThatThrownBy(() -> ranking.encode(new Features(1, new float[1])))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("face-euclidean: ranks vectors and has no codes");
  }
}
