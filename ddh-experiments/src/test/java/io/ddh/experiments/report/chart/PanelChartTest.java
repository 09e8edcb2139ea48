package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelChartTest {
  private static final int BLUE = 0x0072B2;
  private static final int ORANGE = 0xE69F00;
  private static final int INK = 0x222222;
  private static final int HEADER = 84;
  private static final List<String> ORDER = List.of("a", "b");
  private static final double[] X = {0, 1};

  @TempDir Path folder;

  private static LineChart panel(String... names) {
    List<Series> series =
        List.of(names).stream()
            .map(name -> new Series(name, X, new double[] {name.equals("a") ? 0.2 : 0.8, 0.5}))
            .toList();
    return new LineChart("panel", "of two", Axis.unit("x"), Axis.unit("y"), series, ORDER);
  }

  private static PanelChart grid(String caption, int columns, List<LineChart> panels) {
    return new PanelChart("t", caption, columns, panels, false);
  }

  private BufferedImage draw(Chart chart) throws IOException {
    Path one = folder.resolve("one.png");
    Path two = folder.resolve("two.png");
    Charts.write(one, chart);
    Charts.write(two, chart);
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
    return ImageIO.read(one.toFile());
  }

  private static int pixels(BufferedImage image, int color, int left, int top, int right, int to) {
    int count = 0;
    for (int y = top; y < to; y++) {
      for (int x = left; x < right; x++) {
        count += (image.getRGB(x, y) & 0xFFFFFF) == color ? 1 : 0;
      }
    }
    return count;
  }

  /** Each panel has its own curves; the legend, in the place after them, has every name once. */
  @Test
  void panelsStandInAGridWithOneLegend() throws IOException {
    BufferedImage image = draw(grid("", 3, List.of(panel("a"), panel("a", "b"))));
    assertThat(image.getWidth()).isEqualTo(3 * 520);
    int bottom = image.getHeight();
    assertThat(pixels(image, BLUE, 0, 0, 520, bottom)).isGreaterThan(100);
    assertThat(pixels(image, ORANGE, 0, 0, 520, bottom)).isZero();
    assertThat(pixels(image, ORANGE, 520, 0, 1040, bottom)).isGreaterThan(100);
    assertThat(pixels(image, BLUE, 1040, 0, 1560, bottom)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 1040, 0, 1560, bottom)).isBetween(50, 400);
  }

  @Test
  void panelsBeyondTheColumnsGoBelow() throws IOException {
    BufferedImage image = draw(grid("", 2, List.of(panel("a"), panel("a"), panel("b"))));
    assertThat(image.getWidth()).isEqualTo(1560);
    assertThat(image.getHeight()).isEqualTo(HEADER + 2 * 500);
    int second = HEADER + 500;
    assertThat(pixels(image, ORANGE, 0, 0, 1560, second)).isZero();
    assertThat(pixels(image, ORANGE, 0, second, 780, second + 500)).isGreaterThan(100);
  }

  /** Each panel's legend is on its right and has its own curves only. */
  @Test
  void panelsMayHaveLegendsOfTheirOwn() throws IOException {
    BufferedImage image =
        draw(new PanelChart("t", "", 2, List.of(panel("a"), panel("a", "b")), true));
    int end = image.getHeight();
    assertThat(end).isEqualTo(HEADER + 500);
    assertThat(pixels(image, BLUE, 680, HEADER, 780, end)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 0, HEADER, 780, end)).isZero();
    assertThat(pixels(image, BLUE, 1460, HEADER, 1560, end)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 1460, HEADER, 1560, end)).isBetween(50, 400);
  }

  @Test
  void refusesPanelsThatCannotShareALegend() {
    LineChart other =
        new LineChart(
            "p",
            "",
            Axis.unit("x"),
            Axis.unit("y"),
            List.of(new Series("a", X, X)),
            List.of("b", "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid("", 2, List.of(panel("a"), other)))
        .withMessageContaining("the same order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid("", 2, List.of(panel("c"))))
        .withMessageContaining("series c");
    assertThatIllegalArgumentException().isThrownBy(() -> grid("", 1, List.of()));
  }

  /** A caption that is too long is written smaller, down to what can be read. */
  @Test
  void longCaptionsStayOnTheSheet() throws IOException {
    String caption = "word ".repeat(50);
    BufferedImage image = draw(grid(caption, 2, List.of(panel("a"), panel("a"))));
    assertThat(pixels(image, 0x555555, 0, 50, 1560, HEADER)).isPositive();
    assertThat(pixels(image, 0x555555, 1540, 50, 1560, HEADER)).isZero();
  }

  private static Series points(String name, double x, double y) {
    return new Series(name, new double[] {x}, new double[] {y});
  }

  /** One scale for both axes: what spans 4 by 2 takes half the height, in the middle. */
  @Test
  void mapsKeepTheirShape() throws IOException {
    List<Series> series =
        List.of(
            points("a", -2, -1),
            points("b", 2, 1),
            new Series("query", new double[] {2}, new double[] {1}, true));
    LineChart map = LineChart.map("wide", series, List.of("a", "b", "query"));
    BufferedImage image = draw(grid("", 3, List.of(map, map)));
    assertThat(image.getWidth()).isEqualTo(3 * 600);
    Rectangle first = new Rectangle(20, HEADER + 50, 560, 540);
    Rectangle a = box(image, BLUE, first);
    Rectangle b = box(image, ORANGE, first);
    double across = b.getCenterX() - a.getCenterX();
    assertThat(across).isBetween(480.0, 560.0);
    assertThat(a.getCenterY() - b.getCenterY()).isCloseTo(across / 2, within(across / 20));
    Rectangle ring = box(image, INK, first); // around b only
    assertThat(ring.getCenterX()).isCloseTo(b.getCenterX(), within(2.0));
    assertThat(ring.getCenterY()).isCloseTo(b.getCenterY(), within(2.0));
    assertThat(ring.width).isBetween(18, 24);
    assertThat(box(image, ORANGE, new Rectangle(620, HEADER + 50, 560, 540)).x - 600)
        .isEqualTo(b.x);
  }

  /** Centres of the runs of columns in which a horizontal curve is as high as a marker. */
  private List<Double> markers(int points) throws IOException {
    double[] x = IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray();
    double[] y = new double[points];
    Arrays.fill(y, 0.5);
    Axis unit = Axis.unit("x");
    BufferedImage image =
        draw(new LineChart("t", "", unit, unit, List.of(new Series("a", x, y)), List.of()));
    List<Double> out = new ArrayList<>();
    int from = -1;
    for (int column = 0; column < 1060; column++) { // the legend is further right
      boolean high = box(image, BLUE, new Rectangle(column, 100, 1, 600)).height >= 7;
      if (high && from < 0) {
        from = column;
      } else if (!high && from >= 0) {
        out.add((from + column - 1) / 2.0);
        from = -1;
      }
    }
    return out;
  }

  @Test
  void everyOfFewPointsHasAMarkerElseOneEachStep() throws IOException {
    List<Double> few = markers(5);
    assertThat(few).hasSize(5);
    double width = few.get(4) - few.get(0);
    assertThat(few.get(1) - few.get(0)).isCloseTo(width / 4, within(2.0));
    List<Double> many = markers(401);
    assertThat(many).hasSizeBetween(12, 20);
    for (int i = 1; i < many.size(); i++) {
      assertThat(many.get(i) - many.get(i - 1)).isCloseTo(many.get(1) - many.get(0), within(5.0));
    }
  }

  /** Dashes of 7 and 5 run on over 401 points; drawn anew at each they would leave no gap. */
  @Test
  void dashesRunOn() throws IOException {
    int few = dashed(5);
    assertThat(dashed(401)).isBetween(few * 9 / 10, few * 11 / 10);
  }

  private int dashed(int points) throws IOException {
    double[] x = IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray();
    Axis unit = Axis.unit("x");
    LineChart chart =
        new LineChart(
            "t", "", unit, unit, List.of(new Series("a", x, new double[points])), List.of());
    BufferedImage image = draw(chart);
    int count = 0;
    for (int column = 100; column < 1000; column++) {
      Rectangle box = box(image, BLUE, new Rectangle(column, 500, 1, 300));
      count += box.height > 0 && box.height < 5 ? 1 : 0;
    }
    return count;
  }

  @Test
  void aNameThatIsAPointEverywhereHasNoLineInTheLegend() throws IOException {
    double[] one = {0.5};
    Series point = new Series("a", one, one);
    Axis unit = Axis.unit("x");
    LineChart first =
        new LineChart("1", "", unit, unit, List.of(point, new Series("b", one, one)), ORDER);
    LineChart second =
        new LineChart("2", "", unit, unit, List.of(point, new Series("b", X, X)), ORDER);
    BufferedImage image = draw(grid("", 3, List.of(first, second)));
    Rectangle legend = new Rectangle(1040, HEADER, 520, 500);
    assertThat(box(image, BLUE, legend).width).isLessThan(16);
    assertThat(box(image, ORANGE, legend).width).isGreaterThan(55);
  }

  /** The box around all pixels of a colour, or nearly; empty where there is none. */
  private static Rectangle box(BufferedImage image, int color, Rectangle within) {
    Rectangle out = new Rectangle(0, 0, -1, -1);
    for (int y = within.y; y < Math.min(image.getHeight(), within.y + within.height); y++) {
      for (int x = within.x; x < within.x + within.width; x++) {
        int far = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          int a = image.getRGB(x, y) >> shift & 0xFF;
          far = Math.max(far, Math.abs(a - (color >> shift & 0xFF)));
        }
        if (far <= 45) {
          out.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return out;
  }

  @Test
  void chartsWithoutNamesOrContentAreRefused() {
    double[] one = {1};
    assertThatIllegalArgumentException().isThrownBy(() -> new Series(" ", one, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid("", 1, List.of()))
        .withMessageContaining("panel");
    LineChart a = LineChart.map("a", List.of(points("a", 0, 0)), List.of("a"));
    LineChart b = LineChart.map("b", List.of(points("b", 0, 0)), List.of("b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grid("", 1, List.of(a, b)))
        .withMessageContaining("the same order");
  }
}
