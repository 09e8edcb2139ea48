package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, Object> DEFAULTS =
      Map.of("epochs", 100, "rate", 0.5, "flip", false, "path", "x", "list", List.of(1));

  private static Settings of(Map<String, ?> given) {
    return Settings.of("methods.ddh", DEFAULTS, given);
  }

  private static void refused(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(BadInputException.class).hasMessage(message);
  }

  @Test
  void givenValuesLieOverDefaults() {
    Settings settings = of(Map.of("rate", 1, "flip", true, "path", 12));
    assertThat(settings.integer("epochs", 1, 100)).isEqualTo(100);
    assertThat(settings.real("rate", 0, 1)).isEqualTo(1.0);
    assertThat(settings.flag("flip")).isTrue();
    assertThat(settings.text("path")).isEqualTo("12");
    assertThat(settings.asMap().keySet()).containsExactly("epochs", "flip", "list", "path", "rate");
  }

  @Test
  void wrongKeysAndTypes() {
    refused(
        () -> of(Map.of("epoch", 3)),
        "methods.ddh: unknown key 'epoch'; valid: epochs, flip, list, path, rate");
    refused(
        () -> of(Map.of("epochs", 1.5)),
        "methods.ddh.epochs: must be a whole number such as 100, found 1.5");
    refused(
        () -> of(Map.of("flip", "yes")),
        "methods.ddh.flip: must be true or false, found \"yes\": write true");
    refused(
        () -> of(Map.of("path", List.of())),
        "methods.ddh.path: must be a string such as x, found [], a list");
    refused(
        () -> Settings.of("d", Map.of("path", ""), Map.of("path", List.of("six"))),
        "d.path: must be a string, found [six], a list: leave out the brackets");
  }

  @Test
  void ranges() {
    Settings settings = of(Map.of("rate", Double.NaN));
    refused(
        () -> settings.integer("epochs", 1, 99),
        "methods.ddh.epochs: must be in [1, 99], found 100");
    refused(
        () -> settings.real("rate", 0, 1), "methods.ddh.rate: must be in [0.0, 1.0], found NaN");
    refused(
        () -> settings.choice("path", List.of("a", "b")),
        "methods.ddh.path: must be one of a, b, found 'x'");
    assertThat(settings.choice("path", List.of("x"))).isEqualTo("x");
    assertThatThrownBy(() -> settings.flag("none")).isInstanceOf(IllegalArgumentException.class);
  }

  /** Results made before a setting was there stay what they are. */
  @Test
  void addedSettingsDontChangeAnOldConfiguration() {
    Map<String, Object> defaults = Map.of("size", 32, "margin", new Settings.Added(0.0));
    Settings before = Settings.of("data", defaults, Map.of("size", 64));
    assertThat(before.asMap()).isEqualTo(Map.of("size", 64));
    assertThat(before.real("margin", 0, 1)).isEqualTo(0.0);
    Settings given = Settings.of("data", defaults, Map.of("margin", 0.25));
    assertThat(given.asMap()).isEqualTo(Map.of("size", 32, "margin", 0.25));
    assertThat(Settings.of("data", defaults, Map.of("margin", 0.0)).asMap()).hasSize(1);
    assertThatThrownBy(() -> Settings.of("data", defaults, Map.of("margin", "wide")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("data.margin: must be a number such as 0.0, found wide");
  }

  /** Pixels stay numbers, as results have them; a share has one way of being written. */
  @Test
  void extentsArePixelsOrShares() {
    Map<String, Object> defaults = Map.of("crop", new Settings.OrShare(0));
    assertThat(Settings.of("d", defaults, Map.of()).asMap()).isEqualTo(Map.of("crop", 0));
    Settings pixels = Settings.of("d", defaults, Map.of("crop", 112));
    assertThat(pixels.asMap()).isEqualTo(Map.of("crop", 112));
    assertThat(pixels.extent("crop", 200)).contains(Extent.pixels(112));
    refused(() -> pixels.extent("crop", 111), "d.crop: must be in [0, 111], found 112");
    Settings share = Settings.of("d", defaults, Map.of("crop", " 45.50 %"));
    assertThat(share.asMap()).isEqualTo(Map.of("crop", "45.5%"));
    Extent extent = share.extent("crop", 1).orElseThrow();
    assertThat(extent).hasToString("45.5%").isEqualTo(Extent.share("45.5%"));
    assertThat(List.of(extent.of(200), extent.of(1), extent.of(301))).containsExactly(91, 1, 137);
    assertThat(Extent.share("100%").of(7)).isEqualTo(7);
    for (Object bad : List.of("0%", "100.1%", "45", "-3%", "x%", "%", "auto", 0.45, true)) {
      assertThatThrownBy(() -> Settings.of("d", defaults, Map.of("crop", bad)))
          .as("%s", bad)
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              "d.crop: must be pixels such as 112, or a share above 0% and up to 100% such as 45%,"
                  + " found "
                  + (bad.equals("45") ? "\"45\", a string: leave out the quotes" : bad));
    }
    Settings word =
        Settings.of("d", Map.of("crop", new Settings.OrShare("auto")), Map.of("crop", "auto"));
    assertThat(word.extent("crop", 9)).isEmpty();
    assertThat(word.asMap()).isEqualTo(Map.of("crop", "auto"));
  }
}
