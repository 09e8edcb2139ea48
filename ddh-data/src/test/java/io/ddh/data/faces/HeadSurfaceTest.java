package io.ddh.data.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeadSurfaceTest {
  private final Person who = Preset.person(2017, 0);

  @Test
  void straightAheadTheForeheadIsAtTheEllipsoidsDepth() {
    Sight sight = new Sight(new Look.Pose(0, 0, 0, 1, 0, 0));
    HeadSurface head = new HeadSurface(who);
    float v = .6f * who.head().height();
    sight.aim(0, v);
    assertThat(head.hit(sight)).isTrue();
    // On the ellipsoid at 0.6 of the height the half axes shrink to 0.8; no relief is up there.
    assertThat(head.z).isCloseTo(.8f * who.head().depth(), within(1e-5f));
    assertThat(head.x).isZero();
    assertThat(head.y).isCloseTo(v, within(1e-6f));
    assertThat(head.nx * head.nx + head.ny * head.ny + head.nz * head.nz)
        .isCloseTo(1, within(1e-5f));
  }

  @Test
  void linesBesideTheHeadMiss() {
    Sight sight = new Sight(new Look.Pose(0, 0, 0, 1, 0, 0));
    HeadSurface head = new HeadSurface(who);
    sight.aim(who.head().width() * 1.01f, 0);
    assertThat(head.hit(sight)).isFalse();
    sight.aim(0, who.head().height() * 1.01f);
    assertThat(head.hit(sight)).isFalse();
  }

  /** Turning by a positive yaw looks at the head's left of the image, so the nose goes right. */
  @Test
  void turningMovesTheNoseAcrossTheImage() {
    HeadSurface head = new HeadSurface(who);
    Sight turned = new Sight(new Look.Pose(.4f, 0, 0, 1, 0, 0));
    turned.aim(0, who.nose().tip());
    assertThat(head.hit(turned)).isTrue();
    assertThat(head.x).isLessThan(-.1f);
  }

  @Test
  void turnedAxesStayOrthonormal() {
    Sight sight = new Sight(new Look.Pose(.4f, -.2f, .1f, 1, 0, 0));
    float[] right = sight.toHead(1, 0, 0);
    float[] up = sight.toHead(0, 1, 0);
    assertThat(dot(right, right)).isCloseTo(1, within(1e-6f));
    assertThat(dot(right, up)).isCloseTo(0, within(1e-6f));
    assertThat(dot(up, new float[] {sight.bx, sight.by, sight.bz})).isCloseTo(0, within(1e-6f));
  }

  private static float dot(float[] a, float[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }
}
