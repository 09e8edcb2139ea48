package io.ddh.model;

import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import java.util.ArrayList;
import java.util.List;

/** Row {@code ddh+aug}: {@code ddh} with random flips and crops of the training images. */
public final class DdhAugmented extends DdhMethod {
  /** With the default settings. */
  public DdhAugmented() {
    super(Reading.RELEASED, true);
  }

  private DdhAugmented(Settings settings) {
    super(Reading.RELEASED, true, settings);
  }

  @Override
  public String name() {
    return "ddh+aug";
  }

  @Override
  public List<String> deviations() {
    List<String> out = new ArrayList<>(DdhNotes.RELEASED);
    out.add("Training images are flipped and cropped at random; the paper does neither.");
    return out;
  }

  @Override
  public HashMethod configure(Settings settings) {
    return new DdhAugmented(settings);
  }
}
