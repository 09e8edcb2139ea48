package io.ddh.vision.detect;

import io.ddh.vision.align.FacePoint;
import io.ddh.vision.network.InputLayout;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The face detector BlazeFace of MediaPipe (V. Bazarevsky et al., BlazeFace: Sub-millisecond Neural
 * Face Detection on Mobile GPUs, 2019, arXiv:1907.05047). Each anchor has a score and 16 values:
 * centre and size of the box, then right eye, left eye, nose, mouth, right ear and left ear, in
 * pixels relative to the anchor. The anchors are the centres of the cells of one or two grids.
 */
public final class BlazeFace implements FaceNetwork {
  private static final int VALUES = 16;
  private static final int POINTS = 6;
  private static final InputLayout LAYOUT = new InputLayout(false, false, 127.5f, 127.5f);

  private final OnnxNetwork network;
  private final int side;
  private final double smallest;
  private final double[] anchors;

  private BlazeFace(Path file, int side, double smallest, int[][] grids) {
    this.side = side;
    this.smallest = smallest;
    this.anchors = anchors(side, grids);
    long count = anchors.length / 2;
    this.network =
        OnnxNetwork.open(
            file,
            new TensorSpec("", LAYOUT.shape(TensorSpec.ANY, side)),
            List.of(
                new TensorSpec("", TensorSpec.ANY, count, VALUES),
                new TensorSpec("", TensorSpec.ANY, count, 1)));
  }

  /**
   * Opens the full-range network, with 192×192 pixels and one grid of 48×48 cells.
   *
   * @param file the network as an ONNX file, with the input and outputs of MediaPipe's file
   * @return the network
   * @throws io.ddh.core.BadInputException if the file is another network, or can't be read
   */
  public static BlazeFace fullRange(Path file) {
    return new BlazeFace(file, 192, 0.10, new int[][] {{48, 1}});
  }

  /**
   * Opens the short-range network, with 128×128 pixels, two anchors in each of 16×16 cells and six
   * in each of 8×8 cells. This network misses small faces, but finds faces that are rotated by a
   * quarter turn.
   *
   * @param file the network as an ONNX file, with the input and outputs of MediaPipe's file
   * @return the network
   * @throws io.ddh.core.BadInputException if the file is another network, or can't be read
   */
  public static BlazeFace shortRange(Path file) {
    return new BlazeFace(file, 128, 0.15, new int[][] {{16, 2}, {8, 6}});
  }

  private static double[] anchors(int side, int[][] grids) {
    int count = 0;
    for (int[] grid : grids) {
      count += grid[0] * grid[0] * grid[1];
    }
    double[] out = new double[2 * count];
    int at = 0;
    for (int[] grid : grids) {
      double cell = (double) side / grid[0];
      for (int i = 0; i < grid[0] * grid[0] * grid[1]; i++) {
        int column = i / grid[1] % grid[0];
        int row = i / grid[1] / grid[0];
        out[at++] = (column + 0.5) * cell;
        out[at++] = (row + 0.5) * cell;
      }
    }
    return out;
  }

  @Override
  public int side() {
    return side;
  }

  @Override
  public double smallest() {
    return smallest;
  }

  @Override
  public boolean corners() {
    return false;
  }

  @Override
  public List<FoundFace> find(float[] rgb, double minScore) {
    float[] input = new float[rgb.length];
    LAYOUT.write(rgb, false, input, 0);
    float[][] out = network.run(input, LAYOUT.shape(1, side));
    List<FoundFace> faces = new ArrayList<>();
    for (int i = 0; i < out[1].length; i++) {
      double score = 1 / (1 + Math.exp(-out[1][i]));
      if (score >= minScore) {
        faces.add(face(out[0], i, score));
      }
    }
    return Suppression.weighted(faces);
  }

  private FoundFace face(float[] values, int anchor, double score) {
    int at = anchor * VALUES;
    List<FacePoint> points = new ArrayList<>();
    for (int p = 0; p < POINTS; p++) {
      points.add(point(values, at + 4 + 2 * p, anchor));
    }
    return new FoundFace(
        point(values, at, anchor), values[at + 2], values[at + 3], score, List.copyOf(points));
  }

  private FacePoint point(float[] values, int at, int anchor) {
    return new FacePoint(
        values[at] + anchors[2 * anchor], values[at + 1] + anchors[2 * anchor + 1]);
  }

  @Override
  public void close() {
    network.close();
  }
}
