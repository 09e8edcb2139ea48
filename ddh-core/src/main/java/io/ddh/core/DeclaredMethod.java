package io.ddh.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A hash method that says by a {@link Profile} what it is. */
public abstract class DeclaredMethod implements HashMethod {
  private final Profile profile;
  private final Settings settings;

  /**
   * What a method declares.
   *
   * @param name of the method
   * @param citation of its paper
   * @param deviations from the paper or its reference code, one sentence each
   * @param defaults every setting with its default
   * @param configured makes the method with other settings; refuses wrong ones
   */
  public record Profile(
      String name,
      Citation citation,
      List<String> deviations,
      Map<String, Object> defaults,
      Function<Settings, HashMethod> configured) {
    /**
     * Keeps the defaults from changes.
     *
     * @param name of the method
     * @param citation of its paper
     * @param deviations from the paper or its reference code
     * @param defaults every setting with its default
     * @param configured makes the method with other settings
     */
    public Profile {
      defaults = Collections.unmodifiableMap(defaults);
    }

    /** {@return every setting at its default} */
    public Settings settings() {
      return Settings.of(name, defaults, Map.of());
    }
  }

  /**
   * The method with some settings.
   *
   * @param profile what it declares
   * @param settings its settings
   */
  protected DeclaredMethod(Profile profile, Settings settings) {
    this.profile = profile;
    this.settings = settings;
  }

  /** {@return the settings of this method} */
  protected final Settings settings() {
    return settings;
  }

  @Override
  public final String name() {
    return profile.name();
  }

  @Override
  public final Citation citation() {
    return profile.citation();
  }

  @Override
  public final List<String> deviations() {
    return profile.deviations();
  }

  @Override
  public final Map<String, Object> defaults() {
    return profile.defaults();
  }

  @Override
  public final HashMethod configure(Settings given) {
    return profile.configured().apply(given);
  }
}
