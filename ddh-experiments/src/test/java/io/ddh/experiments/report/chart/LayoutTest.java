package io.ddh.experiments.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where things stand on a chart, found again by their colours. */
class LayoutTest {
  /** The first style whose line is solid; those of the other colours follow. */
  private static final int SOLID = 7;

  private static final int ROW = 34;

  private static BufferedImage paper(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  /** The box around all pixels of a colour; empty where there is none. */
  private static Rectangle box(BufferedImage image, Color color, Rectangle within) {
    Rectangle out = new Rectangle(0, 0, -1, -1);
    for (int y = within.y; y < within.y + within.height; y++) {
      for (int x = within.x; x < within.x + within.width; x++) {
        if (alike(new Color(image.getRGB(x, y)), color)) {
          out.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return out;
  }

  /** Lines between two rows of pixels are a little paler. */
  private static boolean alike(Color a, Color b) {
    return Math.abs(a.getRed() - b.getRed()) <= 45
        && Math.abs(a.getGreen() - b.getGreen()) <= 45
        && Math.abs(a.getBlue() - b.getBlue()) <= 45;
  }

  private static Rectangle all(BufferedImage image) {
    return new Rectangle(image.getWidth(), image.getHeight());
  }

  private static Legend legend(int count, boolean lines) {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Legend.Entry("row " + i, SeriesStyle.of(SOLID + i), lines));
    }
    return new Legend(entries);
  }

  private static List<Rectangle> painted(Legend legend, BufferedImage image, int top) {
    Graphics2D g = image.createGraphics();
    legend.paint(g, top, image.getWidth());
    g.dispose();
    return legend.entries().stream().map(e -> box(image, e.style().color(), all(image))).toList();
  }

  @Test
  void legendIsARowWhereThereIsRoomAndAColumnWhereThereIsNot() {
    Legend legend = legend(5, true);
    assertThat(legend.height(4000)).isEqualTo(ROW + 12);
    assertThat(legend.height(1)).isEqualTo(5 * ROW + 12);
    BufferedImage wide = paper(4000, 80);
    List<Rectangle> boxes = painted(legend, wide, 20);
    int column = boxes.get(1).x - boxes.get(0).x;
    assertThat(column).as("a sample of 64, the name, gaps").isBetween(64 + 48, 64 + 48 + 120);
    for (int i = 0; i < boxes.size(); i++) {
      Rectangle own = boxes.get(i);
      assertThat(own.x).isEqualTo(boxes.get(0).x + i * column);
      assertThat(own.width).as("the line").isBetween(63, 66);
      assertThat(own.getCenterY()).isEqualTo(20 + ROW / 2.0, within(1.5));
      assertThat(own.height).as("the marker on it").isBetween(7, 14);
      int end = own.x + own.width;
      Rectangle name = box(wide, Sheet.INK, new Rectangle(end, 0, column - own.width, 80));
      assertThat(name.x).isBetween(end + 10, end + 16);
      assertThat(name.getCenterY()).isEqualTo(20 + ROW / 2.0, within(4.0));
    }
    assertThat(boxes.get(0).x)
        .as("centred")
        .isBetween((4000 - 5 * column) / 2 + 11, (4000 - 5 * column) / 2 + 13);
    List<Rectangle> below = painted(legend, paper(column, 5 * ROW + 12), 0);
    for (int i = 0; i < below.size(); i++) {
      assertThat(below.get(i).x).isEqualTo(below.get(0).x);
      assertThat(below.get(i).getCenterY()).isEqualTo((i + 0.5) * ROW, within(1.5));
    }
  }

  @Test
  void rowsOfALegendAreOfTheSameLength() {
    Legend legend = legend(6, true);
    List<Rectangle> wide = painted(legend, paper(4000, 60), 0);
    int column = wide.get(1).x - wide.get(0).x;
    int width = 5 * column + 2 * Sheet.MARGIN; // room for five, so two rows: of three
    assertThat(legend.height(width - 2)).isEqualTo(2 * ROW + 12);
    List<Rectangle> boxes = painted(legend, paper(width, 2 * ROW + 12), 0);
    for (int i = 0; i < 6; i++) {
      assertThat(boxes.get(i).x).isEqualTo(boxes.get(i % 3).x);
      int row = i < 3 ? 0 : 1;
      assertThat(boxes.get(i).getCenterY()).isEqualTo((row + 0.5) * ROW, within(1.5));
    }
    assertThat(legend.height(6 * column + 2 * Sheet.MARGIN)).as("room for six").isEqualTo(ROW + 12);
  }

  @Test
  void aLegendOfPointsHasMarkersOnly() {
    for (Rectangle box : painted(legend(3, false), paper(1000, 60), 0)) {
      assertThat(box.width).isBetween(7, 14);
      assertThat(box.height).isBetween(7, 14);
    }
  }

  private static LineChart chart(String title, String caption, Series series) {
    Axis unit = Axis.unit("x");
    return new LineChart(title, caption, unit, unit, List.of(series), List.of(series.name()));
  }

  @Test
  void titleAndCaptionStandOnWhiteAboveTheOrigin() {
    Series some = new Series("a", new double[] {0, 1}, new double[] {0, 1});
    Rectangle head = new Rectangle(0, 0, 700, Sheet.HEADER);
    int height;
    try (Sheet sheet = new Sheet(700, 200, chart("Title", "caption", some))) {
      Rectangle title = box(sheet.image(), Sheet.INK, head);
      Rectangle caption = box(sheet.image(), Sheet.CAPTION, new Rectangle(0, 48, 700, 36));
      assertThat(title.x).isBetween(Sheet.MARGIN, Sheet.MARGIN + 4);
      assertThat(title.y + title.height).isBetween(40, 44);
      assertThat(caption.x).isBetween(Sheet.MARGIN, Sheet.MARGIN + 4);
      assertThat(caption.y).isGreaterThan(title.y + title.height);
      assertThat(sheet.image().getRGB(699, 199)).isEqualTo(Color.WHITE.getRGB());
      height = title.height;
      sheet.graphics().setColor(Color.RED);
      sheet.graphics().fillRect(3, 0, 1, 1);
      assertThat(box(sheet.image(), Color.RED, all(sheet.image())))
          .isEqualTo(new Rectangle(3, Sheet.HEADER, 1, 1));
    }
    String longer = "Title that has to be smaller, since there are so many words in it";
    try (Sheet sheet = new Sheet(700, 200, chart(longer, "", some))) {
      Rectangle title = box(sheet.image(), Sheet.INK, head);
      assertThat(title.x + title.width).isBetween(560, 700 - Sheet.MARGIN + 2);
      assertThat(title.height).as("letters").isLessThan(height);
    }
  }

  private static ScatterChart.Group group(String name, double x, double y, boolean ringed) {
    return new ScatterChart.Group(name, new double[] {x}, new double[] {y}, new boolean[] {ringed});
  }

  @Test
  void mapsHaveOneScaleAndPointUp() {
    ScatterChart.Panel panel =
        new ScatterChart.Panel(
            "map",
            List.of(group("a", 0, 0, false), group("b", 1, 2, true), group("c", 0.5, 1, false)));
    BufferedImage image =
        ScatterPainter.draw(new ScatterChart("t", "", List.of(panel, panel, panel)));
    assertThat(image.getWidth()).isEqualTo(3 * 600);
    for (int p = 0; p < 3; p++) {
      Rectangle plot = new Rectangle(p * 600 + 13, Sheet.HEADER + 41, 574, 574);
      Rectangle a = box(image, SeriesStyle.of(0).color(), plot);
      Rectangle b = box(image, SeriesStyle.of(1).color(), plot);
      Rectangle c = box(image, SeriesStyle.of(2).color(), plot);
      assertThat(c.getCenterX()).as("in the middle").isEqualTo(plot.getCenterX(), within(3.0));
      assertThat(c.getCenterY()).isEqualTo(plot.getCenterY(), within(5.0));
      double up = a.getCenterY() - b.getCenterY();
      assertThat(up).as("from inset to inset").isEqualTo(576 - 2 * 30, within(3.0));
      assertThat(b.getCenterX() - a.getCenterX()).as("half as far").isEqualTo(up / 2, within(3.0));
      Rectangle ring = box(image, Sheet.INK, plot);
      assertThat(ring.width).as("around b only").isBetween(18, 22);
      assertThat(ring.getCenterX()).isEqualTo(b.getCenterX(), within(2.0));
      assertThat(ring.getCenterY()).isEqualTo(b.getCenterY(), within(2.0));
      Rectangle title = box(image, Sheet.INK, new Rectangle(p * 600, Sheet.HEADER, 600, 38));
      assertThat(title.x - p * 600).isBetween(Sheet.MARGIN, Sheet.MARGIN + 4);
    }
    Rectangle legend = new Rectangle(0, Sheet.HEADER + 640, 1800, 46);
    assertThat(box(image, SeriesStyle.of(2).color(), legend).width).isBetween(7, 15);
    BufferedImage alone = ScatterPainter.draw(new ScatterChart("t", "", List.of(panel)));
    assertThat(alone.getWidth()).isEqualTo(2 * 600);
    Rectangle centred = box(alone, SeriesStyle.of(2).color(), new Rectangle(0, 84, 1200, 630));
    assertThat(centred.getCenterX()).isEqualTo(600, within(3.0));
  }

  /** Centres of the runs of columns in which a horizontal curve is as high as a marker. */
  private static List<Double> markers(BufferedImage image, Color color) {
    List<Double> out = new ArrayList<>();
    int from = -1;
    for (int x = 0; x < 1060; x++) { // the legend is further right
      boolean high = box(image, color, new Rectangle(x, 100, 1, 600)).height >= 7;
      if (high && from < 0) {
        from = x;
      } else if (!high && from >= 0) {
        out.add((from + x - 1) / 2.0);
        from = -1;
      }
    }
    return out;
  }

  private static List<Double> markersOf(int points) {
    double[] x = IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray();
    double[] y = new double[points];
    Arrays.fill(y, 0.5);
    LineChart chart = chart("t", "", new Series("a", x, y));
    try (Sheet sheet = new Sheet(1200, 800, chart)) {
      Frame.paint(sheet.graphics(), chart, 1200, 800 - Sheet.HEADER, true);
      return markers(sheet.image(), SeriesStyle.of(0).color());
    }
  }

  @Test
  void everyPointHasAMarkerWhereTheyStandApartElseOneEachStep() {
    List<Double> few = markersOf(5);
    assertThat(few).hasSize(5);
    double width = few.get(4) - few.get(0);
    assertThat(few.get(1) - few.get(0)).isEqualTo(width / 4, within(2.0));
    List<Double> many = markersOf(401);
    assertThat(many.get(0)).isEqualTo(few.get(0), within(2.0));
    assertThat(many).hasSizeBetween((int) (width / 75), (int) (width / 70) + 1);
    for (int i = 1; i < many.size(); i++) {
      assertThat(many.get(i) - many.get(i - 1)).isBetween(68.0, 76.0);
    }
  }

  @Test
  void aNameThatIsAPointEverywhereHasNoLineInTheLegend() {
    double[] one = {0.5};
    double[] two = {0, 1};
    Series point = new Series("point", one, one);
    List<String> order = List.of("point", "line");
    Axis unit = Axis.unit("x");
    LineChart first =
        new LineChart("1", "", unit, unit, List.of(point, new Series("line", one, one)), order);
    LineChart second =
        new LineChart("2", "", unit, unit, List.of(point, new Series("line", two, two)), order);
    BufferedImage image = PanelPainter.draw(new PanelChart("t", "", 2, List.of(first, second)));
    Rectangle legend = new Rectangle(0, Sheet.HEADER + 554, image.getWidth(), 60);
    assertThat(box(image, SeriesStyle.of(0).color(), legend).width).isLessThan(16);
    assertThat(box(image, SeriesStyle.of(1).color(), legend).width).isGreaterThan(55);
    for (int p = 0; p < 2; p++) {
      Rectangle head = new Rectangle(p * 620, Sheet.HEADER, 620, 40);
      assertThat(box(image, Sheet.INK, head).x - p * 620).isBetween(24, 28);
    }
  }

  @Test
  void chartsWithoutNamesOrContentAreRefused() {
    double[] one = {1};
    assertThatIllegalArgumentException().isThrownBy(() -> new Series(" ", one, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PanelChart("t", "", 1, List.of()))
        .withMessageContaining("panel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScatterChart("t", "", List.of()))
        .withMessageContaining("panel");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScatterChart.Panel("p", List.of()))
        .withMessageContaining("group");
  }
}
