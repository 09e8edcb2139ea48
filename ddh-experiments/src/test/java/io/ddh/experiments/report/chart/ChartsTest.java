package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

class ChartsTest {
  private static final int BLUE = 0xFF0072B2;
  private static final double[] BITS = {12, 24, 36, 48};

  @TempDir Path folder;

  @Test
  void sameInputSameBytes() throws IOException {
    LineChart chart =
        chart(
            new Series("a", BITS, new double[] {0.1, 0.5, Double.NaN, 0.9}),
            new Series("b", BITS, new double[] {0.2, 0.3, 0.4, 0.5}));
    Charts.write(folder.resolve("one.png"), chart);
    Charts.write(folder.resolve("new/two.png"), chart);
    assertThat(Files.readAllBytes(folder.resolve("one.png")))
        .isEqualTo(Files.readAllBytes(folder.resolve("new/two.png")));
    BufferedImage image = ImageIO.read(folder.resolve("one.png").toFile());
    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isEqualTo(800);
  }

  @Test
  void aMissingPointInterruptsTheCurve() throws IOException {
    double[] x = {0, 0.4, 0.5, 0.6, 1};
    BufferedImage whole = draw(new Series("a", x, new double[] {0.5, 0.5, 0.5, 0.5, 0.5}));
    BufferedImage broken = draw(new Series("a", x, new double[] {0.5, 0.5, Double.NaN, 0.5, 0.5}));
    BufferedImage unplaced =
        draw(
            new Series(
                "a",
                new double[] {0, 0.4, Double.NaN, 0.6, 1},
                new double[] {0.5, 0.5, 0.5, 0.5, 0.5}));
    // The curve is dashed 7 on, 5 off: without the middle fifth it loses a fifth of its pixels.
    int full = pixels(whole);
    assertThat(full).isGreaterThan(800);
    assertThat(pixels(broken)).isBetween(full * 6 / 10, full * 9 / 10);
    assertThat(pixels(unplaced)).isEqualTo(pixels(broken));
  }

  /** Only the legend's sample remains: nothing to draw is no error. */
  @Test
  void allPointsMissing() throws IOException {
    double nan = Double.NaN;
    BufferedImage image = draw(new Series("a", new double[] {nan, 0.5}, new double[] {0.5, nan}));
    assertThat(pixels(image)).isBetween(50, 400);
  }

  /** XChart puts ticks where it finds round; a code length axis must have the four lengths only. */
  @Test
  void gridLinesStandExactlyAtTheTicks() throws IOException {
    double[] nothing = new double[4];
    Arrays.fill(nothing, Double.NaN);
    Series some = new Series("b", new double[] {36, 48}, new double[] {2, 2});
    Charts.write(folder.resolve("grid.png"), chart(some, new Series("a", BITS, nothing)));
    BufferedImage image = ImageIO.read(folder.resolve("grid.png").toFile());
    List<Integer> lines = new ArrayList<>();
    // Rows 130–680 lie within the plot. A grid line is dashed, so some of them stay white in its
    // column; the axis line is solid.
    for (int x = 0; x < image.getWidth(); x++) {
      int column = x;
      long dark =
          IntStream.range(130, 680).filter(y -> (image.getRGB(column, y) & 0xFF) < 0xF8).count();
      boolean grid = dark > 150 && dark < 530;
      if (grid && (lines.isEmpty() || x > lines.get(lines.size() - 1) + 3)) {
        lines.add(x);
      }
    }
    assertThat(lines).hasSize(4);
    int step = lines.get(1) - lines.get(0);
    assertThat(lines.get(2) - lines.get(1)).isBetween(step - 1, step + 1);
    assertThat(lines.get(3) - lines.get(2)).isBetween(step - 1, step + 1);
  }

  @Test
  void aFolderThatCannotBeMadeIsAnIoException() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    LineChart chart = chart(new Series("a", BITS, BITS));
    assertThatIOException().isThrownBy(() -> Charts.write(file.resolve("chart.png"), chart));
    assertThat(file).hasContent("x");
  }

  @Test
  void stylesFollowFromTheNameNotFromTheChart() {
    List<String> order = List.of("lsh", "sh", "ddh");
    Series lsh = new Series("lsh", BITS, BITS);
    Series ddh = new Series("ddh", BITS, BITS);
    Series own = new Series("own", BITS, BITS);
    assertThat(chart(order, ddh).style("ddh")).isEqualTo(SeriesStyle.of(2));
    LineChart all = chart(order, own, lsh, ddh);
    assertThat(all.style("own")).isEqualTo(SeriesStyle.of(3));
    assertThat(all.style("lsh")).isEqualTo(SeriesStyle.of(0));
    assertThat(all.style("ddh")).isEqualTo(SeriesStyle.of(2));
  }

  /** Hue is never all that tells two of 35 curves apart: dashes or marker differ as well. */
  @Test
  void stylesDifferWithoutHue() {
    assertThat(SeriesStyle.COUNT).isGreaterThanOrEqualTo(22);
    for (int i = 0; i < SeriesStyle.COUNT; i++) {
      for (int j = 0; j < i; j++) {
        SeriesStyle a = SeriesStyle.of(i);
        SeriesStyle b = SeriesStyle.of(j);
        assertThat(a.stroke().equals(b.stroke()) && a.marker().equals(b.marker()))
            .as("styles %d and %d", i, j)
            .isFalse();
        assertThat(a.color().equals(b.color()) && a.marker().equals(b.marker())).isFalse();
      }
    }
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    double[] one = {1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Series("a", BITS, one))
        .withMessageContaining("series a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Series("a", one, new double[] {Double.POSITIVE_INFINITY}));
    Series a = new Series("a", one, one);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chart(a, a))
        .withMessageContaining("must differ");
    assertThatIllegalArgumentException().isThrownBy(() -> chart());
    assertThatIllegalArgumentException().isThrownBy(() -> chart(List.of("x", "x"), a));
  }

  private BufferedImage draw(Series series) throws IOException {
    Path file = folder.resolve("drawn.png");
    LineChart chart =
        new LineChart("t", "", Axis.unit("x"), Axis.unit("y"), List.of(series), List.of());
    Charts.write(file, chart);
    return ImageIO.read(file.toFile());
  }

  private static int pixels(BufferedImage image) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += image.getRGB(x, y) == BLUE ? 1 : 0;
      }
    }
    return count;
  }

  private static LineChart chart(Series... series) {
    return chart(List.of(), series);
  }

  private static LineChart chart(List<String> order, Series... series) {
    return new LineChart(
        "Title",
        "caption",
        Axis.close("Code length (bits)"),
        Axis.unit("Precision"),
        List.of(series),
        order);
  }
}
