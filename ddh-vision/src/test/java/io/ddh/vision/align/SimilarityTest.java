package io.ddh.vision.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The fit against known transforms and against its neighbours; the templates' points. */
class SimilarityTest {
  /** Landmarks 17 to 67 of dlib's mean face of 68 landmarks: x, then y (dlib, interpolation.h). */
  private static final double[][] DLIB = {
    {
      0.000213256, 0.0752622, 0.18113, 0.29077, 0.393397, 0.586856, 0.689483, 0.799124, 0.904991,
      0.98004, 0.490127, 0.490127, 0.490127, 0.490127, 0.36688, 0.426036, 0.490127, 0.554217,
      0.613373, 0.121737, 0.187122, 0.265825, 0.334606, 0.260918, 0.182743, 0.645647, 0.714428,
      0.793132, 0.858516, 0.79751, 0.719335, 0.254149, 0.340985, 0.428858, 0.490127, 0.551395,
      0.639268, 0.726104, 0.642159, 0.556721, 0.490127, 0.423532, 0.338094, 0.290379, 0.428096,
      0.490127, 0.552157, 0.689874, 0.553364, 0.490127, 0.42689
    },
    {
      0.106454, 0.038915, 0.0187482, 0.0344891, 0.0773906, 0.0773906, 0.0344891, 0.0187482,
      0.038915, 0.106454, 0.203352, 0.307009, 0.409805, 0.515625, 0.587326, 0.609345, 0.628106,
      0.609345, 0.587326, 0.216423, 0.178758, 0.179852, 0.231733, 0.245099, 0.244077, 0.231733,
      0.179852, 0.178758, 0.216423, 0.244077, 0.245099, 0.780233, 0.745405, 0.727388, 0.742578,
      0.727388, 0.745405, 0.780233, 0.864805, 0.902192, 0.909281, 0.902192, 0.864805, 0.784792,
      0.778746, 0.785343, 0.778746, 0.784792, 0.824182, 0.831803, 0.824182
    }
  };

  private static List<FacePoint> points(int n, Random random) {
    return IntStream.range(0, n)
        .mapToObj(i -> new FacePoint(100 * random.nextDouble(), 100 * random.nextDouble()))
        .toList();
  }

  private static void assertNear(FacePoint found, double x, double y, double tolerance) {
    assertThat(found.x()).isCloseTo(x, within(tolerance));
    assertThat(found.y()).isCloseTo(y, within(tolerance));
  }

  @Test
  void anExactTransformIsFoundAgain() {
    Random random = new Random(1);
    for (int n = 2; n < 7; n++) {
      Similarity known = new Similarity(random.nextGaussian(), random.nextGaussian(), 30, -7);
      List<FacePoint> from = points(n, random);
      Similarity found =
          Similarity.fit(from, from.stream().map(p -> known.map(p.x(), p.y())).toList());
      assertThat(found.a()).isCloseTo(known.a(), within(1e-12));
      assertThat(found.b()).isCloseTo(known.b(), within(1e-12));
      assertThat(found.dx()).isCloseTo(30, within(1e-10));
      assertThat(found.dy()).isCloseTo(-7, within(1e-10));
    }
  }

  private static double cost(Similarity s, List<FacePoint> from, List<FacePoint> to) {
    return IntStream.range(0, from.size())
        .mapToDouble(
            i -> {
              FacePoint p = s.map(from.get(i).x(), from.get(i).y());
              return Math.pow(p.x() - to.get(i).x(), 2) + Math.pow(p.y() - to.get(i).y(), 2);
            })
        .sum();
  }

  @Test
  void noNeighbourFitsBetter() {
    Random random = new Random(2);
    List<FacePoint> from = points(5, random);
    List<FacePoint> to = points(5, random);
    Similarity best = Similarity.fit(from, to);
    for (int i = 0; i < 200; i++) {
      Similarity other =
          new Similarity(
              best.a() + 1e-3 * random.nextGaussian(),
              best.b() + 1e-3 * random.nextGaussian(),
              best.dx() + 1e-2 * random.nextGaussian(),
              best.dy() + 1e-2 * random.nextGaussian());
      assertThat(cost(other, from, to)).isGreaterThan(cost(best, from, to));
    }
  }

  @Test
  void pointsThatCoincideAreRefused() {
    List<FacePoint> same = List.of(new FacePoint(3, 4), new FacePoint(3, 4));
    assertThatThrownBy(() -> Similarity.fit(same, same))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all 2 points coincide");
  }

  @Test
  void aRotatedSquareTurnsClockwiseAboutItsCentre() {
    Similarity turned = Similarity.rotated(10, 50, 60, 20, Math.PI / 2);
    assertNear(turned.map(5, 5), 50, 60, 1e-12);
    assertNear(turned.map(0, 0), 60, 50, 1e-12);
    assertNear(turned.map(10, 0), 60, 70, 1e-12);
    assertNear(Similarity.square(10, 40, 50, 20).map(10, 0), 60, 50, 1e-12);
  }

  /** The means of dlib's landmarks, in a chip of 150 pixels with a padding of 0.25. */
  @Test
  void dlibsTemplateIsTheMeanFace() {
    int[][] ranges = {{19, 25}, {25, 31}, {13, 14}, {31, 32}, {37, 38}};
    FaceTemplate dlib = FaceTemplate.dlib();
    for (int i = 0; i < ranges.length; i++) {
      assertNear(dlib.points().get(i), mean(0, ranges[i]), mean(1, ranges[i]), 1e-4);
    }
    assertNear(dlib.mouth(), mean(0, new int[] {31, 51}), mean(1, new int[] {31, 51}), 1e-4);
  }

  private static double mean(int axis, int[] range) {
    double mean =
        IntStream.range(range[0], range[1]).mapToDouble(i -> DLIB[axis][i]).average().orElseThrow();
    return (0.25 + mean) / 1.5 * 150 + 0.5; // continuous: the centre of pixel 0 is 0.5
  }

  @Test
  void facesWithAndWithoutCornersOfTheMouthFitTheTemplate() {
    FaceTemplate template = FaceTemplate.arcFace();
    Similarity known = new Similarity(0.8, -0.3, 20, 90);
    List<FacePoint> five = template.points().stream().map(p -> known.map(p.x(), p.y())).toList();
    FacePoint mouth = known.map(template.mouth().x(), template.mouth().y());
    List<FacePoint> four = List.of(five.get(0), five.get(1), five.get(2), mouth, mouth);
    for (Similarity found : List.of(template.fit(five, true), template.fit(four, false))) {
      assertNear(found.map(56, 56), known.map(56, 56).x(), known.map(56, 56).y(), 1e-9);
    }
    Similarity half = template.scaled(56).fit(five, true);
    assertNear(half.map(28, 28), known.map(56, 56).x(), known.map(56, 56).y(), 1e-9);
    assertThatThrownBy(() -> template.fit(five.subList(0, 4), true))
        .hasMessage("landmarks must be at least 5, found 4");
  }
}
