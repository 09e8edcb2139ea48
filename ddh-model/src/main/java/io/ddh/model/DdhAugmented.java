package io.ddh.model;

import io.ddh.core.Settings;
import java.util.stream.Stream;

/** Row {@code ddh+aug}, which is {@code ddh} with random flips and crops of the training images. */
public final class DdhAugmented extends DdhMethod {
  private static final Profile PROFILE =
      profile(
          "ddh+aug",
          false,
          true,
          Stream.concat(
                  RELEASED.stream(),
                  Stream.of(
                      "Training images are flipped and cropped at random; the paper does neither."))
              .toList(),
          DdhAugmented::new);

  /** Creates the method with its default settings. */
  public DdhAugmented() {
    this(PROFILE.settings());
  }

  private DdhAugmented(Settings settings) {
    super(PROFILE, settings);
  }
}
