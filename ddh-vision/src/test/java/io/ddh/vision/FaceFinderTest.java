package io.ddh.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.Images;
import io.ddh.vision.model.ModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default networks on real photos, and on photos that are made of them. */
class FaceFinderTest {
  private static final int PEOPLE = 30;

  @TempDir static Path folder;
  private static FaceFinder finder;
  private static List<Images> photos;

  @BeforeAll
  static void open() throws IOException {
    finder = FaceFinder.open(RealModels.store(folder), FaceOptions.defaults());
    photos = FacePhotos.of(PEOPLE, 2);
  }

  @AfterAll
  static void close() {
    if (finder != null) {
      finder.close();
    }
  }

  private static double fromCentre(PhotoFace face, double x, double y) {
    FaceRegion box = face.box();
    return Math.hypot(box.x() + box.width() / 2.0 - x, box.y() + box.height() / 2.0 - y);
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.pow(a[i] - b[i], 2);
    }
    return Math.sqrt(sum);
  }

  /** 60 photos of 30 people. At a distance of 0.6, .987 of all pairs of LFW are told right. */
  @Test
  void facesAreFoundAndPeopleTold() {
    List<PhotoFace> faces =
        IntStream.range(0, photos.size())
            .parallel()
            .mapToObj(i -> finder.central(photos.get(i), 0))
            .toList();
    assertThat(faces).allMatch(face -> face.score() > 0.5 && face.vector().length == 128);
    assertThat(faces.stream().filter(face -> fromCentre(face, 125, 125) < 40).count())
        .isGreaterThanOrEqualTo(59);
    int right = 0;
    int strangers = 0;
    for (int i = 0; i < faces.size(); i++) {
      for (int j = i + 1; j < faces.size(); j++) {
        boolean same = i / 2 == j / 2;
        boolean near = distance(faces.get(i).vector(), faces.get(j).vector()) < 0.6;
        assertThat(near || !same).as("%d and %d", i, j).isTrue();
        strangers += same ? 0 : 1;
        right += same || near ? 0 : 1;
      }
    }
    assertThat((double) right / strangers).isGreaterThan(0.97);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 90, 120, 180, 270})
  void turnedFacesAreFoundAndAligned(int degrees) {
    int found = 0;
    for (Images photo : photos.subList(0, 12)) {
      PhotoFace upright = finder.central(photo, 0);
      PhotoFace turned = finder.central(FacePhotos.part(photo, 0, 0, 250, 250, degrees), 0);
      found += turned.score() > 0 && distance(upright.vector(), turned.vector()) < 0.3 ? 1 : 0;
    }
    assertThat(found).isEqualTo(12);
  }

  @Test
  void upsideDownOnlyWhereTurnsAreSearched() {
    FaceOptions plain = new FaceOptions("blazeface-full", "dlib-face", false, false, 0.5, 40, 200);
    try (FaceFinder upright = FaceFinder.open(ModelStore.at(folder), plain)) {
      int found = 0;
      for (Images photo : photos.subList(0, 12)) {
        Images turned = FacePhotos.part(photo, 0, 0, 250, 250, 180);
        found += upright.central(turned, 0).score() > 0.75 ? 1 : 0;
      }
      assertThat(found).isLessThan(6);
    }
  }

  /** The left third or the lower third of the face is cut off by the edge of the photo. */
  @ParameterizedTest
  @CsvSource({"105,25,145", "50,-15,165"})
  void facesAtTheEdge(int x, int y, int size) {
    int found = 0;
    for (Images photo : photos.subList(0, 12)) {
      List<PhotoFace> faces =
          finder.find(FacePhotos.part(photo, x, y < 0 ? 0 : y, size, size, 0), 0);
      for (PhotoFace face : faces) {
        FaceRegion box = face.box();
        assertThat(box.x()).isBetween(0, size - 1);
        assertThat(box.x() + box.width()).isBetween(1, size);
        assertThat(box.y() + box.height()).isBetween(1, size);
      }
      found += faces.isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThanOrEqualTo(10);
  }

  /** 24 faces of 40 pixels: upright ones on 24 megapixels, turned ones on 6. */
  @ParameterizedTest
  @CsvSource({"0,1000,23", "90,500,20", "180,500,20"})
  void smallFacesOnALargePhoto(int degrees, int cell, int atLeast) {
    Images large = FacePhotos.plain(6 * cell, 4 * cell);
    List<double[]> centres = new ArrayList<>();
    Random random = new Random(4);
    for (int i = 0; i < 24; i++) {
      PhotoFace face = finder.central(photos.get(i), 0);
      int side = (int) Math.round(250 * 40.0 / face.box().width());
      int x = i % 6 * cell + random.nextInt(cell - side);
      int y = i / 6 * cell + random.nextInt(cell - side);
      FacePhotos.paste(FacePhotos.part(photos.get(i), 0, 0, 250, side, degrees), large, x, y);
      centres.add(new double[] {x + side / 2.0, y + side / 2.0});
    }
    List<PhotoFace> faces = finder.find(large, 0);
    long found =
        centres.stream()
            .filter(c -> faces.stream().anyMatch(f -> fromCentre(f, c[0], c[1]) < 16))
            .count();
    assertThat(found).isBetween((long) atLeast, 24L);
    assertThat(faces).hasSizeLessThanOrEqualTo(27);
    for (int i = 1; i < faces.size(); i++) {
      assertThat(faces.get(i).score()).isLessThanOrEqualTo(faces.get(i - 1).score());
    }
  }

  @Test
  void noFaceNoResult() {
    assertThat(finder.find(FacePhotos.plain(1, 1), 0)).isEmpty();
    assertThat(finder.find(FacePhotos.plain(900, 3), 0)).isEmpty();
    byte[] noise = new byte[300 * 200 * 3];
    new Random(1).nextBytes(noise);
    assertThat(finder.find(new Images(200, 300, 3, noise), 0)).isEmpty();
    PhotoFace assumed = finder.central(FacePhotos.plain(300, 200), 0);
    assertThat(assumed.score()).isZero();
    assertThat(assumed.box()).isEqualTo(new FaceRegion(50, 0, 200, 200));
    assertThat(assumed.vector()).hasSize(128);
  }

  /** The eyes of a chip are where the template has them, whatever the size. */
  @Test
  void chipsAreAligned() {
    Images photo = FacePhotos.part(photos.get(0), 0, 0, 250, 250, 30);
    PhotoFace face = finder.central(photo, 0);
    Images chip = finder.chip(photo, 0, face, 300);
    assertThat(chip.shape().toString()).isEqualTo("300x300x3");
    PhotoFace again = finder.central(chip, 0);
    assertThat(again.points().get(0).x()).isCloseTo(2 * 48.05, within(15.0));
    assertThat(again.points().get(1).x()).isCloseTo(2 * 100.98, within(15.0));
    assertThat(again.points().get(0).y()).isCloseTo(2 * 47.1, within(15.0));
    assertThat(again.points().get(1).y()).isCloseTo(2 * 47.1, within(15.0));
    assertThat(finder.chip(photo, 0, face, 32).shape().toString()).isEqualTo("32x32x3");
    PhotoFace none = finder.central(FacePhotos.plain(60, 80), 0);
    assertThat(finder.chip(FacePhotos.plain(60, 80), 0, none, 8).pixels()).containsOnly(110);
  }

  /** If this fails, raise FaceNetworks.REVISION, and put the new values here. */
  @Test
  void theResultsAreThoseOfTheirRevision() {
    PhotoFace face = finder.find(photos.get(0), 0).get(0);
    assertThat(face.box()).isEqualTo(new FaceRegion(90, 86, 102, 102));
    assertThat(face.points().get(3).x()).isCloseTo(127.283, within(0.05));
    assertThat(face.points().get(3).y()).isCloseTo(159.239, within(0.05));
    assertThat(Arrays.copyOf(face.vector(), 4))
        .containsExactly(new float[] {-0.0307f, -0.0359f, 0.0175f, -0.0504f}, offset(0.003f));
    assertThat(finder.identity()).endsWith("at most 200");
  }

  @Test
  void theIdentityNamesNetworksAndOptions() {
    assertThat(finder.identity())
        .contains("blazeface-full ", "blazeface-short ", "dlib-face ", "tiles true, turns true")
        .contains(ModelStore.at(folder).digest("dlib-face"));
    assertThat(finder.vectorLength()).isEqualTo(128);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dlib-face      | dlib-face      | dlib-face: dlib's face network: .*; valid: .* that finds faces.*",
        "blazeface-full | blazeface-full | blazeface-full: .*; valid: .* that embeds aligned faces",
        "yunet          | dlib-face      | network yunet is not in .*; next: ddh models get yunet.*",
        "haar           | dlib-face      | unknown network 'haar'; valid: blazeface-full, .*"
      })
  void networksThatDoNotFitAreRefused(String detector, String network, String message) {
    FaceOptions options = new FaceOptions(detector, network, true, true, 0.5, 40, 200);
    assertThatThrownBy(() -> FaceFinder.open(ModelStore.at(folder), options))
        .isInstanceOf(BadInputException.class)
        .hasMessageMatching(message);
  }

  @ParameterizedTest
  @CsvSource({"1.5,40,200,minScore", "0.5,7,200,minFace", "0.5,40,0,maxFaces"})
  void optionsOutOfRangeAreRefused(double score, int face, int faces, String name) {
    FaceOptions options =
        new FaceOptions("blazeface-full", "dlib-face", true, true, score, face, faces);
    assertThatThrownBy(() -> FaceFinder.open(ModelStore.at(folder), options))
        .hasMessageStartingWith(name + " must be");
  }
}
