package io.ddh.core;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Base class of hash methods that declare their name, paper, deviations and settings in a {@link
 * Profile}.
 */
public abstract class DeclaredMethod implements HashMethod {
  private final Profile profile;
  private final Settings settings;

  /**
   * What a method declares about itself.
   *
   * @param name the method's name
   * @param citation the paper that introduced the method
   * @param deviations the differences from the paper or its reference code, with one sentence for
   *     each
   * @param defaults every setting with its default
   * @param configured function that creates the method with given settings and refuses invalid
   *     settings
   */
  public record Profile(
      String name,
      Citation citation,
      List<String> deviations,
      Map<String, Object> defaults,
      Function<Settings, HashMethod> configured) {
    /**
     * Makes the defaults unmodifiable.
     *
     * @param name the method's name
     * @param citation the paper that introduced the method
     * @param deviations the differences from the paper or its reference code, with one sentence for
     *     each
     * @param defaults every setting with its default
     * @param configured function that creates the method with given settings
     */
    public Profile {
      defaults = Collections.unmodifiableMap(defaults);
    }

    /** {@return settings in which every key has its default value} */
    public Settings settings() {
      return Settings.of(name, defaults, Map.of());
    }
  }

  /**
   * Creates the method with given settings.
   *
   * @param profile what the method declares
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
