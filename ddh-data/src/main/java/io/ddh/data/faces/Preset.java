package io.ddh.data.faces;

import io.ddh.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Presets that determine how the images of one person differ. */
enum Preset {
  /** Everything except the person changes strongly from image to image, as in FaceScrub. */
  WILD,
  /**
   * The images of a person are frames of a few clips, and the frames of a clip are nearly alike, as
   * in YouTube Faces.
   */
  VIDEO;

  private static final int MAX_CLIPS = 5;

  /**
   * Share of the images that come from very short clips. Rarely more than one image comes from the
   * same short clip.
   */
  private static final double SHORT = .22;

  private static final int SHORT_CLIPS = 60;

  /** Returns the name of this preset as a value of the setting {@code preset}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Preset::word).toList();
  }

  /** Creates the person with a given number, who is the same in both presets. */
  static Person person(long seed, int person) {
    return Person.draw(new Draw(Seeds.derive(seed, "faces", "person", person)));
  }

  /**
   * Creates the look of image {@code index} of a person. The result depends only on the preset and
   * the arguments.
   */
  Look look(long seed, int person, int index) {
    Draw own = new Draw(Seeds.derive(seed, "faces", word(), person, index));
    if (this == WILD) {
      return Look.draw(own, 1);
    }
    Draw clips = new Draw(Seeds.derive(seed, "faces", "clips", person));
    int count = 2 + (int) (clips.unit() * (MAX_CLIPS - 1));
    // Because of the square, clips differ in length, as real clips do; the last clip has few
    // frames.
    float place = own.unit();
    int clip = (int) (place * place * count);
    if (own.chance(SHORT)) {
      clip = MAX_CLIPS + (int) (own.unit() * SHORT_CLIPS);
    }
    Draw first = new Draw(Seeds.derive(seed, "faces", "clip", person, clip));
    return Look.draw(first, .85f).frame(own);
  }
}
