package io.ddh.data.faces;

import io.ddh.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the images of one person differ. */
enum Preset {
  /** Everything but the person changes with each image, strongly, as in FaceScrub. */
  WILD,
  /**
   * Images are frames of a few clips per person and nearly alike within a clip, as in YouTube
   * Faces.
   */
  VIDEO;

  private static final int MAX_CLIPS = 5;

  /** A part of the images comes from clips so short that few have a second frame here. */
  private static final double SHORT = .22;

  private static final int SHORT_CLIPS = 60;

  /** The value of the setting {@code preset}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Preset::word).toList();
  }

  /** The person of this number: the same in both presets. */
  static Person person(long seed, int person) {
    return Person.draw(new Draw(Seeds.derive(seed, "faces", "person", person)));
  }

  /** Image {@code index} of a person; it depends only on the arguments. */
  Look look(long seed, int person, int index) {
    Draw own = new Draw(Seeds.derive(seed, "faces", word(), person, index));
    if (this == WILD) {
      return Look.draw(own, 1);
    }
    Draw clips = new Draw(Seeds.derive(seed, "faces", "clips", person));
    int count = 2 + (int) (clips.unit() * (MAX_CLIPS - 1));
    // Squaring makes the clips uneven, as real ones are: the last has few frames.
    float place = own.unit();
    int clip = (int) (place * place * count);
    if (own.chance(SHORT)) {
      clip = MAX_CLIPS + (int) (own.unit() * SHORT_CLIPS);
    }
    Draw first = new Draw(Seeds.derive(seed, "faces", "clip", person, clip));
    return Look.draw(first, .85f).frame(own);
  }
}
