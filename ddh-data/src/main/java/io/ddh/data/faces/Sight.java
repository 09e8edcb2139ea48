package io.ddh.data.faces;

/**
 * The lines of sight of one image in the head's own axes: parallel lines p(t) = a + t·b, larger t
 * nearer to the viewer. Turning the head is turning these lines.
 */
final class Sight {
  /** Unit vector from the head to the viewer. */
  final float bx;

  final float by;
  final float bz;

  /** The line's point in the image's plane through the head's centre. */
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
    // Rows of Rz(roll)·Rx(pitch)·Ry(yaw): the image's axes seen from the head.
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

  /** Chooses the line through the image's point (u, v), in head units from the head's centre. */
  void aim(float u, float v) {
    ax = u * right[0] + v * up[0];
    ay = u * right[1] + v * up[1];
    az = u * right[2] + v * up[2];
  }

  /** Where the line meets the plane z. */
  float atDepth(float z) {
    return (z - az) / bz;
  }

  /** A direction given in the image's axes, in the head's. */
  float[] toHead(float u, float v, float w) {
    return new float[] {
      u * right[0] + v * up[0] + w * bx,
      u * right[1] + v * up[1] + w * by,
      u * right[2] + v * up[2] + w * bz
    };
  }
}
