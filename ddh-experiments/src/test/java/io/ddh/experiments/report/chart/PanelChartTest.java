package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelChartTest {
  private static final int BLUE = 0x0072B2;
  private static final int ORANGE = 0xE69F00;
  private static final int INK = 0x222222;
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

  /** Each panel has its own curves; the legend below has every name once. */
  @Test
  void panelsStandSideBySideOverOneLegend() throws IOException {
    BufferedImage image = draw(new PanelChart("t", "", 2, List.of(panel("a"), panel("a", "b"))));
    assertThat(image.getWidth()).isEqualTo(1240);
    int bottom = Sheet.HEADER + 58 + 520;
    assertThat(pixels(image, BLUE, 0, 0, 620, bottom)).isGreaterThan(100);
    assertThat(pixels(image, ORANGE, 0, 0, 620, bottom)).isZero();
    assertThat(pixels(image, ORANGE, 620, 0, 1240, bottom)).isGreaterThan(100);
    int end = image.getHeight();
    assertThat(pixels(image, BLUE, 0, bottom, 1240, end)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 0, bottom, 1240, end)).isBetween(50, 400);
  }

  @Test
  void panelsBeyondTheColumnsGoBelow() throws IOException {
    BufferedImage image =
        draw(new PanelChart("t", "", 2, List.of(panel("a"), panel("a"), panel("b"))));
    assertThat(image.getWidth()).isEqualTo(1240);
    int second = Sheet.HEADER + 58 + 520;
    assertThat(pixels(image, ORANGE, 0, 0, 1240, second)).isZero();
    assertThat(pixels(image, ORANGE, 0, second, 620, second + 578)).isGreaterThan(100);
  }

  /** Each panel's legend stands below it and has its own curves only. */
  @Test
  void panelsMayHaveLegendsOfTheirOwn() throws IOException {
    BufferedImage image =
        draw(new PanelChart("t", "", 2, List.of(panel("a"), panel("a", "b")), true));
    int bottom = Sheet.HEADER + 58 + 520;
    int end = image.getHeight();
    assertThat(pixels(image, BLUE, 0, bottom, 620, end)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 0, bottom, 620, end)).isZero();
    assertThat(pixels(image, BLUE, 620, bottom, 1240, end)).isBetween(50, 400);
    assertThat(pixels(image, ORANGE, 620, bottom, 1240, end)).isBetween(50, 400);
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
        .isThrownBy(() -> new PanelChart("t", "", 2, List.of(panel("a"), other)))
        .withMessageContaining("one order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PanelChart("t", "", 2, List.of(panel("c"))))
        .withMessageContaining("series c");
    assertThatIllegalArgumentException().isThrownBy(() -> new PanelChart("t", "", 1, List.of()));
  }

  /** A caption that is too long is written smaller, down to what can be read. */
  @Test
  void longCaptionsStayOnTheSheet() throws IOException {
    String caption = "word ".repeat(26);
    BufferedImage image = draw(new PanelChart("t", caption, 2, List.of(panel("a"), panel("a"))));
    int grey = pixels(image, 0x555555, 0, 50, 1240, Sheet.HEADER);
    assertThat(grey).isPositive();
    assertThat(pixels(image, 0x555555, 1240 - Sheet.MARGIN, 50, 1240, Sheet.HEADER)).isZero();
  }

  private static ScatterChart.Group group(String name, double x, double y, boolean ringed) {
    return new ScatterChart.Group(name, new double[] {x}, new double[] {y}, new boolean[] {ringed});
  }

  /** One scale for both axes: what spans 4 by 2 takes half the height, in the middle. */
  @Test
  void mapsKeepTheirShape() throws IOException {
    ScatterChart.Panel wide =
        new ScatterChart.Panel("wide", List.of(group("a", -2, -1, false), group("b", 2, 1, true)));
    BufferedImage image = draw(new ScatterChart("t", "", List.of(wide, wide)));
    assertThat(image.getWidth()).isEqualTo(1200);
    int plot = 600 - Sheet.MARGIN;
    int inner = plot - 60;
    int left = Sheet.MARGIN / 2 + 30;
    int middle = Sheet.HEADER + 40 + plot / 2;
    assertThat(around(image, BLUE, left, middle + inner / 4)).isGreaterThan(30);
    assertThat(around(image, ORANGE, left + inner, middle - inner / 4)).isGreaterThan(30);
    assertThat(around(image, BLUE, 600 + left, middle + inner / 4)).isGreaterThan(30);
    // Only b has a ring.
    assertThat(around(image, INK, left + inner, middle - inner / 4)).isGreaterThan(5);
    assertThat(around(image, INK, left, middle + inner / 4)).isZero();
  }

  private static int around(BufferedImage image, int color, int x, int y) {
    return pixels(image, color, x - 12, y - 12, x + 13, y + 13);
  }

  @Test
  void refusesMapsThatCannotBeDrawn() {
    double[] two = {1, 2};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScatterChart.Group("g", two, two, new boolean[1]))
        .withMessageContaining("group g");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> group("g", Double.NaN, 0, false))
        .withMessageContaining("finite");
    ScatterChart.Panel a = new ScatterChart.Panel("p", List.of(group("a", 0, 0, false)));
    ScatterChart.Panel b = new ScatterChart.Panel("p", List.of(group("b", 0, 0, false)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScatterChart("t", "", List.of(a, b)))
        .withMessageContaining("same groups");
  }
}
