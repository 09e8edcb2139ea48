package io.ddh.vision.detect;

import io.ddh.vision.align.FacePoint;
import io.ddh.vision.network.InputLayout;
import io.ddh.vision.network.OnnxNetwork;
import io.ddh.vision.network.TensorSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The face detector YuNet of OpenCV's model zoo (W. Wu, H. Peng, S. Yu, YuNet: A Tiny
 * Millisecond-level Face Detector, Machine Intelligence Research 20, 2023). A square of 640×640
 * pixels is divided into three grids, with cells of 8, 16 and 32 pixels. For each cell, the outputs
 * {@code cls_8 … kps_32} hold a class score, an object score, a box and five points: right eye,
 * left eye, nose, right and left corner of the mouth. A face's score is the geometric mean of the
 * two scores.
 */
public final class YuNet implements FaceNetwork {
  private static final int SIDE = 640;
  private static final int[] STRIDES = {8, 16, 32};
  private static final InputLayout LAYOUT = new InputLayout(true, true, 0, 1);

  private final OnnxNetwork network;

  /**
   * Opens the network.
   *
   * @param file an ONNX file with the tensors of {@code face_detection_yunet_2023mar.onnx}
   * @throws io.ddh.core.BadInputException if the file is another network, or can't be read
   */
  public YuNet(Path file) {
    List<TensorSpec> outputs = new ArrayList<>();
    for (String kind : List.of("cls", "obj", "bbox", "kps")) {
      int values = kind.equals("bbox") ? 4 : kind.equals("kps") ? 10 : 1;
      for (int stride : STRIDES) {
        long cells = (long) (SIDE / stride) * (SIDE / stride);
        outputs.add(new TensorSpec(kind + "_" + stride, TensorSpec.ANY, cells, values));
      }
    }
    network =
        OnnxNetwork.open(file, new TensorSpec("", LAYOUT.shape(TensorSpec.ANY, SIDE)), outputs);
  }

  @Override
  public int side() {
    return SIDE;
  }

  @Override
  public double smallest() {
    return 16.0 / SIDE;
  }

  @Override
  public boolean corners() {
    return true;
  }

  @Override
  public List<FoundFace> find(float[] rgb, double minScore) {
    float[] input = new float[rgb.length];
    LAYOUT.write(rgb, false, input, 0);
    float[][] out = network.run(input, LAYOUT.shape(1, SIDE));
    List<FoundFace> faces = new ArrayList<>();
    for (int s = 0; s < STRIDES.length; s++) {
      float[] classes = out[s];
      float[] objects = out[s + 3];
      for (int i = 0; i < classes.length; i++) {
        double score = Math.sqrt(share(classes[i]) * share(objects[i]));
        if (score >= minScore) {
          faces.add(face(out[s + 6], out[s + 9], i, STRIDES[s], score));
        }
      }
    }
    return Suppression.best(faces);
  }

  private static double share(float value) {
    return Math.max(0, Math.min(1, value));
  }

  private FoundFace face(float[] boxes, float[] points, int i, int stride, double score) {
    int columns = SIDE / stride;
    int column = i % columns;
    int line = i / columns;
    List<FacePoint> found = new ArrayList<>();
    for (int p = 0; p < 5; p++) {
      int at = 10 * i + 2 * p;
      found.add(new FacePoint((column + points[at]) * stride, (line + points[at + 1]) * stride));
    }
    int at = 4 * i;
    return new FoundFace(
        new FacePoint((column + boxes[at]) * stride, (line + boxes[at + 1]) * stride),
        Math.exp(boxes[at + 2]) * stride,
        Math.exp(boxes[at + 3]) * stride,
        score,
        List.copyOf(found));
  }

  @Override
  public void close() {
    network.close();
  }
}
