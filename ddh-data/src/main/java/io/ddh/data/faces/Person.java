package io.ddh.data.faces;

/**
 * A synthetic person, described by the geometry and colours that all images of this person share.
 * Lengths are in head units; a head is about 2 units high. The origin is the centre of the head; x
 * points to the viewer's right, y points up and z points towards the viewer.
 */
record Person(
    Head head, Skin skin, Hair hair, Brows brows, Eyes eyes, Nose nose, Mouth mouth, Beard beard) {

  /**
   * The shape of the head. Width, height and depth are half axes; {@code jaw} is how much the face
   * narrows to the chin; {@code square} is how full the lower face is; {@code ears} is the size of
   * the ears.
   */
  record Head(float width, float height, float depth, float jaw, float square, float ears) {}

  /**
   * The skin. A higher {@code age} deepens the folds of the face. (moleX, moleY) is the position of
   * a mole and {@code moleRadius} its radius, which is 0 if the person has no mole.
   */
  record Skin(
      Rgb tone, float age, float freckles, float moleX, float moleY, float moleRadius, int seed) {}

  /**
   * The hair, which is painted on a shell around the head.
   *
   * @param volume size of the shell relative to the head
   * @param line height of the hairline above the forehead; above 1 the head is bald on top
   * @param side how far down the hair reaches beside the face
   * @param slope tilt of the hairline, as with a side parting
   * @param peak size of a widow's peak if positive, or of receding temples if negative
   * @param jag unevenness of the hairline, such as that of a fringe
   * @param curl unevenness of the hair's outline
   * @param length y coordinate down to which the hair behind the head reaches; 9 if there is no
   *     hair behind the head
   * @param bun radius of the bun; 0 if there is no bun
   */
  record Hair(
      Rgb colour,
      float volume,
      float line,
      float side,
      float slope,
      float peak,
      float jag,
      float curl,
      float length,
      float bun,
      float streaks,
      int seed) {}

  record Brows(float y, float length, float thickness, float slant, float arch, Rgb colour) {}

  record Eyes(
      float y,
      float spacing,
      float width,
      float height,
      float slant,
      float iris,
      Rgb colour,
      float bags) {}

  record Nose(float tip, float bridge, float width, float height, float wings) {}

  record Mouth(float y, float width, float upper, float lower, float corners, Rgb colour) {}

  /**
   * The beard. Moustache, chin and cheeks are given by their opacities, from 0 (no hair) to 1
   * (full).
   */
  record Beard(float moustache, float chin, float cheeks, float line, Rgb colour) {}

  private static final Rgb[] TONES = {
    new Rgb(.98f, .82f, .72f),
    new Rgb(.93f, .73f, .58f),
    new Rgb(.80f, .58f, .42f),
    new Rgb(.62f, .42f, .29f),
    new Rgb(.42f, .28f, .20f)
  };
  private static final Rgb[] HAIRS = {
    new Rgb(.07f, .06f, .06f),
    new Rgb(.17f, .11f, .08f),
    new Rgb(.33f, .20f, .11f),
    new Rgb(.50f, .27f, .12f),
    new Rgb(.74f, .55f, .30f),
    new Rgb(.90f, .77f, .50f)
  };
  private static final Rgb[] IRISES = {
    new Rgb(.16f, .09f, .06f),
    new Rgb(.30f, .18f, .08f),
    new Rgb(.25f, .33f, .16f),
    new Rgb(.22f, .42f, .60f)
  };
  private static final Rgb GREY = new Rgb(.72f, .71f, .70f);
  private static final Rgb LIP = new Rgb(.72f, .25f, .25f);

  static Person draw(Draw d) {
    Head head =
        new Head(
            d.in(.66f, .86f),
            d.in(.98f, 1.1f),
            d.in(.8f, .92f),
            d.in(.02f, .36f),
            d.in(0, .9f),
            d.in(.13f, .24f));
    float age = d.unit();
    float dark = d.unit();
    Rgb tone = Rgb.scale(dark, TONES).times(new Rgb(1, d.in(.95f, 1.04f), d.in(.9f, 1.08f)));
    float molePlace = d.in(-.45f, .45f);
    Skin skin =
        new Skin(
            tone,
            age,
            d.chance(.2) ? d.in(.3f, .8f) : 0,
            molePlace,
            d.in(-.75f, .0f),
            d.chance(.35) ? d.in(.04f, .065f) : 0,
            d.seed());
    Rgb hairColour =
        Rgb.scale(d.unit() * (1 - .6f * dark), HAIRS)
            .mix(GREY, SoftShapes.step(.72f, 1, age) * .9f);
    boolean isLong = d.chance(.42);
    Hair hair = hair(d, hairColour, isLong, age);
    Brows brows =
        new Brows(
            d.in(.27f, .40f),
            d.in(.17f, .26f),
            d.in(.03f, .085f),
            d.in(-.10f, .10f),
            d.in(0, .09f),
            hairColour.mix(HAIRS[0], d.in(.2f, .75f)));
    Eyes eyes =
        new Eyes(
            d.in(.02f, .14f),
            d.in(.29f, .39f),
            d.in(.135f, .2f),
            d.in(.07f, .135f),
            d.in(-.2f, .25f),
            d.in(.07f, .1f),
            Rgb.scale(d.unit() * (1 - .8f * dark), IRISES),
            age * d.in(0, .6f));
    Nose nose =
        new Nose(
            d.in(-.36f, -.19f), d.in(.06f, .12f), d.in(.12f, .24f), d.in(.12f, .26f), d.in(.3f, 1));
    float lips = d.unit();
    Mouth mouth =
        new Mouth(
            d.in(-.64f, -.50f),
            d.in(.2f, .36f),
            d.in(.02f, .075f),
            d.in(.035f, .105f),
            d.in(-.05f, .05f),
            tone.mix(LIP, isLong ? .3f + .5f * lips : .1f + .35f * lips));
    return new Person(head, skin, hair, brows, eyes, nose, mouth, beard(d, isLong, hairColour));
  }

  private static Hair hair(Draw d, Rgb colour, boolean isLong, float age) {
    boolean fringe = d.chance(.3);
    float line = fringe ? d.in(.36f, .55f) : d.in(.58f, .78f);
    float peak = fringe ? 0 : d.in(-.25f, .2f);
    if (!isLong && age > .55f && d.chance(.4)) {
      line = d.in(.8f, 1.25f);
      peak = d.in(-.3f, 0);
    }
    boolean curly = d.chance(.3);
    float volume = curly ? d.in(1.12f, 1.4f) : d.in(1.04f, 1.2f);
    float length = isLong ? d.in(-1.5f, -.45f) : 9;
    float side = isLong ? d.in(-.75f, .05f) : d.in(-.25f, .4f);
    float bun = isLong && d.chance(.3) ? d.in(.28f, .45f) : 0;
    return new Hair(
        colour,
        volume,
        line,
        side,
        d.chance(.5) ? d.in(-.45f, .45f) : 0,
        peak,
        fringe ? d.in(.05f, .3f) : d.in(0, .1f),
        curly ? d.in(.15f, .4f) : d.in(0, .08f),
        bun > 0 ? 9 : length,
        bun,
        d.in(.15f, .5f),
        d.seed());
  }

  private static Beard beard(Draw d, boolean isLong, Rgb colour) {
    float kind = isLong ? 0 : d.unit();
    float line = d.in(-.45f, -.2f);
    float cover = d.in(.55f, .95f);
    Rgb shade = colour.mix(HAIRS[1], .4f);
    float stubble = kind > .5f && kind <= .67f ? .4f * cover : 0;
    float moustache = kind > .67f ? cover : kind > .5f ? .3f * cover : 0;
    float chin = kind > .75f ? cover : stubble;
    return new Beard(moustache, chin, kind > .85f ? cover : stubble, line, shade);
  }
}
