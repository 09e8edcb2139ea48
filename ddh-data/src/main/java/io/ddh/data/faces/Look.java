package io.ddh.data.faces;

/** Everything that may differ between two images of the same person. */
record Look(
    Pose pose, Light light, Expression expression, Glasses glasses, Scene scene, Camera camera) {

  /**
   * The pose of the head. The angles are in radians. {@code scale} is the size relative to a head
   * that fills the image, and (dx, dy) is the offset in head units.
   */
  record Pose(float yaw, float pitch, float roll, float scale, float dx, float dy) {}

  /**
   * The lighting, which consists of a lamp and of ambient light from all directions. The lamp is in
   * the direction (azimuth, elevation), in radians.
   */
  record Light(float azimuth, float elevation, float diffuse, float ambient, Rgb colour) {}

  /**
   * The facial expression. {@code smile} is −1..1; {@code open} is how far the mouth is open, 0..1;
   * {@code lids} is how far the eyes are open, from 0 (shut) to 1 (open); {@code raise} is how far
   * the brows are raised, −1..1; (gazeX, gazeY) is the direction of gaze, −1..1 on both axes.
   */
  record Expression(float smile, float open, float lids, float raise, float gazeX, float gazeY) {}

  /**
   * The glasses. {@code width} and {@code height} are the half axes of the lenses, and {@code rim}
   * is half the thickness of the rims, all in head units. {@code lens} is the opacity of the
   * lenses, from .1 (clear) to .9 (dark).
   */
  record Glasses(
      boolean worn, float width, float height, float rim, float round, float lens, Rgb colour) {}

  /**
   * The surroundings: a background that blends two colours along a direction and has soft blobs,
   * and the colour of the clothes.
   */
  record Scene(Rgb one, Rgb two, float dirX, float dirY, float blobs, int seed, Rgb clothes) {}

  /**
   * The effects of the camera. {@code blur} is in pixels and {@code noise} in grey levels. The
   * other values are a gain for each channel, the saturation (0 is grey) and the contrast.
   */
  record Camera(
      float blur,
      float noise,
      Rgb gains,
      float saturation,
      float contrast,
      float lift,
      long seed) {}

  /**
   * Creates a new look at random.
   *
   * @param strength how much pose, light, expression and camera vary; 1 gives full variety, and
   *     lower values give less
   */
  static Look draw(Draw d, float strength) {
    float s = strength;
    Pose pose =
        new Pose(
            d.bell(.26f * s),
            d.bell(.12f * s),
            d.bell(.08f * s),
            1 + d.in(-.07f, .07f) * s,
            d.in(-.06f, .06f) * s,
            d.in(-.06f, .06f) * s);
    float diffuse = d.in(.25f, .85f);
    Light light =
        new Light(
            d.bell(.75f),
            d.in(-.2f, .9f),
            diffuse,
            d.in(.95f, 1.1f) - .75f * diffuse,
            new Rgb(d.in(.9f, 1.1f), 1, d.in(.85f, 1.1f)));
    float smile = d.in(-.35f, 1);
    Expression expression =
        new Expression(
            smile,
            d.chance(.35) ? d.in(.2f, 1) : 0,
            d.chance(.06) ? .1f : d.in(.7f, 1.1f) - .2f * Math.max(smile, 0),
            d.bell(.45f),
            d.bell(.4f),
            d.bell(.25f));
    float kind = d.unit();
    Glasses glasses =
        new Glasses(
            kind < .2f,
            d.in(.19f, .25f),
            d.in(.12f, .19f),
            d.in(.014f, .035f),
            d.unit(),
            kind < .06f ? d.in(.75f, .92f) : d.in(.05f, .15f),
            Rgb.any(d, .03f, .3f));
    float angle = d.in(0, 6.2831855f);
    Scene scene =
        new Scene(
            muted(d, d.in(.2f, .75f)),
            muted(d, d.in(.2f, .75f)),
            (float) StrictMath.cos(angle),
            (float) StrictMath.sin(angle),
            d.in(0, .5f),
            d.seed(),
            Rgb.any(d, .05f, .85f));
    Camera camera =
        new Camera(
            d.in(0, .7f) * s,
            d.in(1, 5),
            new Rgb(
                1 + d.in(-.14f, .14f) * s, 1 + d.in(-.08f, .08f) * s, 1 + d.in(-.15f, .15f) * s),
            d.chance(.1 * s) ? d.in(0, .3f) : d.in(.65f, 1.2f),
            1 + d.in(-.22f, .24f) * s,
            d.bell(.05f * s),
            d.next());
    return new Look(pose, light, expression, glasses, scene, camera);
  }

  /**
   * Chooses the colour of a wall or street at random. The colour is rarely both bright and
   * saturated.
   */
  private static Rgb muted(Draw d, float level) {
    return Rgb.any(d, .3f, .7f).times(2 * level).mix(new Rgb(level, level, level), .35f);
  }

  /**
   * Creates the look of another frame of the same clip at random. Scene and glasses stay the same,
   * and the light stays nearly the same.
   */
  Look frame(Draw d) {
    Pose p =
        new Pose(
            pose.yaw + d.bell(.18f),
            pose.pitch + d.bell(.08f),
            pose.roll + d.bell(.05f),
            pose.scale * (1 + d.bell(.035f)),
            pose.dx + d.bell(.06f),
            pose.dy + d.bell(.06f));
    Light l =
        new Light(
            light.azimuth + d.bell(.08f),
            light.elevation + d.bell(.05f),
            light.diffuse,
            light.ambient * (1 + d.bell(.03f)),
            light.colour);
    Expression e =
        new Expression(
            expression.smile + d.bell(.3f),
            d.chance(.4) ? d.in(0, .9f) : expression.open * .5f,
            d.chance(.06) ? .1f : expression.lids + d.bell(.08f),
            expression.raise + d.bell(.25f),
            expression.gazeX + d.bell(.25f),
            expression.gazeY + d.bell(.15f));
    Camera c =
        new Camera(
            Math.max(0, camera.blur + d.bell(.2f)),
            camera.noise,
            camera.gains.times(1 + d.bell(.03f)),
            camera.saturation,
            camera.contrast,
            camera.lift + d.bell(.01f),
            d.next());
    return new Look(p, l, e, glasses, scene, c);
  }
}
