package io.ddh.data.faces;

import static io.ddh.data.faces.SoftShapes.bump;
import static io.ddh.data.faces.SoftShapes.noise;
import static io.ddh.data.faces.SoftShapes.oval;
import static io.ddh.data.faces.SoftShapes.step;

/**
 * Computes the colours on the front of the head (skin, beard, lips, eyes and brows) before lighting
 * is applied.
 */
final class FacePaint {
  private static final Rgb EYE_WHITE = new Rgb(.93f, .91f, .89f);
  private static final Rgb DARK = new Rgb(.06f, .04f, .04f);
  private static final Rgb MOUTH = new Rgb(.25f, .06f, .07f);
  private static final Rgb TEETH = new Rgb(.95f, .93f, .88f);
  private static final Rgb FRECKLE = new Rgb(.75f, .6f, .5f);
  private static final Rgb BLUSH = new Rgb(1.02f, .88f, .86f);

  private final Person who;
  private final Look.Expression mood;
  private final float smile;
  private final float gap;
  private final float mouthWidth;

  FacePaint(Person who, Look.Expression mood) {
    this.who = who;
    this.mood = mood;
    this.smile = mood.smile();
    this.gap = .11f * mood.open();
    this.mouthWidth = who.mouth().width() * (1 + .16f * smile - .12f * mood.open());
  }

  /** Paints the point (x, y) of the front of the head, in head units. */
  void paint(float x, float y, Ink ink) {
    float side = Math.abs(x);
    skin(x, y, side, ink);
    beard(x, y, side, ink);
    mouth(x, y, ink);
    nostrils(side, y, ink);
    eye(x, y, side, ink);
    brow(side, y, ink);
  }

  private void skin(float x, float y, float side, Ink ink) {
    Person.Skin skin = who.skin();
    Person.Eyes eyes = who.eyes();
    ink.set(skin.tone(), 1);
    float cheek = oval(side - .42f, y - who.nose().tip(), .25f, .2f);
    ink.times(Rgb.WHITE.mix(BLUSH, cheek), 1);
    if (skin.freckles() > 0) {
      float spots = step(.6f, .8f, noise(x * 14, y * 14, skin.seed()));
      float where = oval(side - .25f, y - who.nose().tip() - .1f, .5f, .35f);
      ink.times(Rgb.WHITE.mix(FRECKLE, spots * where * skin.freckles()), 1);
    }
    float radius = skin.moleRadius();
    if (radius > 0) {
      float dx = (x - skin.moleX()) / radius;
      float dy = (y - skin.moleY()) / radius;
      ink.over(DARK, 1, .6f * step(1.2f, .7f, dx * dx + dy * dy));
    }
    // Paints the folds from the nose to the corners of the mouth, and the shadows in the eye
    // sockets and under the eyes.
    float along = (y - who.mouth().y()) / (who.nose().tip() - who.mouth().y());
    float fold = .36f - .14f * along - side;
    float creased = (.12f + .35f * skin.age()) * (.5f + .5f * Math.max(smile, 0));
    if (along > -.1f && along < 1.05f) {
      ink.times(1 - creased * bump(fold * fold * 300));
    }
    ink.times(1 - .2f * oval(side - eyes.spacing() + .03f, y - eyes.y() - .04f, .24f, .16f));
    ink.times(
        1 - .35f * eyes.bags() * oval(side - eyes.spacing(), y - eyes.y() + .15f, .17f, .07f));
    ink.times(1 - .22f * oval(x, y - who.mouth().y() + .17f, .2f, .06f));
  }

  private void beard(float x, float y, float side, Ink ink) {
    Person.Beard beard = who.beard();
    float my = who.mouth().y();
    if (beard.moustache() + beard.chin() + beard.cheeks() <= 0 || y > .05f) {
      return;
    }
    float lip = my + .1f;
    float above = oval(x, y - lip + .15f * side * side, mouthWidth * 1.15f, .12f);
    float chin = step(-.05f, -.13f, y - my) * step(.42f, .3f, side);
    float edge = beard.line() - .12f * bump((side - .45f) * (side - .45f) * 12);
    float frame = step(.04f, -.06f, y - edge - 1.5f * Math.max(side - .5f, 0));
    float cheeks = frame * step(.28f, .42f, side + Math.max(0, my - .08f - y));
    float cover =
        Math.max(
            beard.moustache() * Math.min(1, 1.8f * above),
            Math.max(beard.chin() * chin, beard.cheeks() * Math.max(cheeks, chin)));
    float strands = .8f + .4f * noise(x * 18, y * 9, who.hair().seed());
    ink.over(beard.colour(), strands, Math.min(1, cover));
  }

  private void mouth(float x, float y, Ink ink) {
    Person.Mouth mouth = who.mouth();
    float across = x / mouthWidth;
    float a2 = across * across;
    float round = 1 - a2;
    float lineY = mouth.y() + (.10f * smile + mouth.corners()) * (a2 - .45f);
    float off = y - lineY;
    if (a2 > 1.25f || off > .3f || off < -.35f) {
      return;
    }
    float open = gap * Math.max(round, 0);
    float bow = 1 - .35f * bump(a2 * 14);
    float upper = mouth.upper() * round * bow + .4f * open;
    float lower = mouth.lower() * round + .8f * open;
    float lip =
        off > 0 ? step(upper + .02f, upper - .02f, off) : step(-lower - .02f, .02f - lower, off);
    lip *= step(1.08f, .92f, a2);
    ink.over(mouth.colour(), off > 0 ? .88f : 1.04f, lip * .9f);
    float inside =
        off > 0
            ? step(.4f * open + .008f, .4f * open - .008f, off)
            : step(-.8f * open - .008f, .008f - .8f * open, off);
    if (open > .008f) {
      ink.over(MOUTH, 1, inside * Math.min(1, open * 40));
      float teeth = step(-.35f * open - .01f, .01f - .35f * open, off) * step(.85f, .6f, a2);
      ink.over(TEETH, .95f, inside * teeth * Math.min(1, open * 25));
    }
    float seam = off / .022f;
    float thin = step(.03f, .008f, open);
    ink.over(MOUTH, 1, .75f * thin * bump(seam * seam) * step(1.15f, .9f, a2));
  }

  private void nostrils(float side, float y, Ink ink) {
    Person.Nose nose = who.nose();
    ink.times(1 - .28f * oval(side, y - nose.tip() + .1f, nose.width() * 1.1f, .07f));
    float hole = oval(side - nose.width() * .42f, y - nose.tip() + .07f, .065f, .045f);
    ink.over(DARK, 1, .7f * Math.min(1, 1.5f * hole));
    float wing = oval(side - nose.width() * 1.02f, y - nose.tip() + .01f, .04f, .09f);
    ink.times(1 - .3f * nose.wings() * wing);
  }

  private void eye(float x, float y, float side, Ink ink) {
    Person.Eyes eyes = who.eyes();
    float dx = (side - eyes.spacing()) / eyes.width();
    if (dx < -1.3f || dx > 1.3f) {
      return;
    }
    float dy = y - eyes.y() - eyes.slant() * (side - eyes.spacing());
    if (dy > .3f || dy < -.25f) {
      return;
    }
    float arc = 1 - dx * dx;
    float lids = Math.max(.05f, mood.lids());
    float upper = eyes.height() * lids * arc;
    float lower =
        -.65f * eyes.height() * arc * (1 - .25f * Math.max(smile, 0)) * Math.min(1, lids * 2);
    float soft = .02f;
    float inside = step(upper + soft, upper - soft, dy) * step(lower - soft, lower + soft, dy);
    inside *= step(0, .1f, arc);
    ink.over(EYE_WHITE, .95f, inside);
    float turn = (x < 0 ? -1 : 1) * .05f * mood.gazeX();
    float ix = side - eyes.spacing() - turn;
    float iy = dy - .02f - .035f * mood.gazeY();
    float r2 = (ix * ix + iy * iy) / (eyes.iris() * eyes.iris());
    ink.over(eyes.colour(), 1, inside * step(1.2f, .85f, r2));
    ink.over(DARK, 1, inside * step(.35f, .15f, r2));
    float gx = ix + .03f;
    float gy = iy - .035f;
    ink.over(Rgb.WHITE, 1, inside * .9f * step(.0014f, .0003f, gx * gx + gy * gy));
    float lash = (dy - upper) / .03f;
    ink.over(DARK, 1, .85f * bump(lash * lash) * step(-.08f, .12f, arc));
    float crease = (dy - upper - .065f) / .028f;
    ink.times(1 - .3f * bump(crease * crease) * step(0, .3f, arc));
    float under = (dy - lower) / .022f;
    ink.times(1 - .25f * bump(under * under) * step(0, .3f, arc));
  }

  private void brow(float side, float y, Ink ink) {
    Person.Brows brows = who.brows();
    float along = (side - who.eyes().spacing() - .01f) / brows.length();
    if (along < -1.15f || along > 1.15f) {
      return;
    }
    float frown = mood.raise() < 0 ? .05f * mood.raise() * Math.max(0, -along) : 0;
    float middle =
        brows.y()
            + .05f * mood.raise()
            + frown
            + brows.slant() * along
            + brows.arch() * (.5f - along * along);
    float thick = brows.thickness() * (1 - .45f * Math.max(along, 0));
    float off = Math.abs(y - middle);
    float cover = step(thick + .015f, thick - .025f, off) * step(1.1f, .8f, Math.abs(along));
    ink.over(brows.colour(), 1, .9f * cover);
  }
}
