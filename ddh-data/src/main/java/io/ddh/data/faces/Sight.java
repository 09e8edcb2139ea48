package io.ddh.data.faces;

/**
 * The lines of sight of one image in the coordinate system of the head. The lines p(t) = a + t·b
 * are parallel; points with larger t are nearer to the viewer. To show a turned head, the lines are
 * turned instead of the head.
 */
final class Sight {
  /** Unit vector from the head to the viewer, in the coordinate system of the head. */
  final float bx;

  final float by;
  final float bz;

  /**
   * The point where the line crosses the plane that is parallel to the image and contains the
   * centre of the head.
   */
  float ax;

  float ay;
  float az;

  private final float[] right;
  private final float[] up;

  Sight(Look.Pose pose) {
    float cy = (float) StrictMath.cos(pose.yaw());
    float sy = (float) StrictMath.sin(pose.yaw());
    float cp = (float) StrictMath.cos(pose.pitch());
    float sp = (float) StrictMath.sin(pose.pitch());
    float cr = (float) StrictMath.cos(pose.roll());
    float sr = (float) StrictMath.sin(pose.roll());
    // The rows of Rz(roll)·Rx(pitch)·Ry(yaw) are the axes of the image in the coordinate system of
    // the head.
    float[] row0 = {cy, 0, sy};
    float[] row1 = {sp * sy, cp, -sp * cy};
    right = new float[3];
    up = new float[3];
    for (int i = 0; i < 3; i++) {
      right[i] = cr * row0[i] - sr * row1[i];
      up[i] = sr * row0[i] + cr * row1[i];
    }
    bx = -cp * sy;
    by = sp;
    bz = cp * cy;
  }

  /**
   * Selects the line of sight through the point (u, v) of the image, in head units from the centre
   * of the head.
   */
  void aim(float u, float v) {
    ax = u * right[0] + v * up[0];
    ay = u * right[1] + v * up[1];
    az = u * right[2] + v * up[2];
  }

  /** Returns the parameter t at which the selected line crosses the plane at depth z. */
  float atDepth(float z) {
    return (z - az) / bz;
  }

  /**
   * Converts a direction from the coordinate system of the image to the coordinate system of the
   * head.
   */
  float[] toHead(float u, float v, float w) {
    return new float[] {
      u * right[0] + v * up[0] + w * bx,
      u * right[1] + v * up[1] + w * by,
      u * right[2] + v * up[2] + w * bz
    };
  }
}
