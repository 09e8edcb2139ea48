package io.ddh.data.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacesReaderTest {

  /** Published tables depend on these pixels: a changed digest is a new data set, not a fix. */
  @ParameterizedTest
  @CsvSource({
    "wild, 26d3aaf7e07a619450b6d4279fda5caeb5dbf986bb1dd16fffd8153fb59da6aa",
    "video, dc194d010024c747f5240cb2090edecb5b996c647ae846b3f4e24aa0ccd1695d"
  })
  void pixelsAreFrozen(String preset, String digest) {
    assertThat(read(Map.of("preset", preset, "people", 6, "images", 5)).digest()).isEqualTo(digest);
  }

  @Test
  void describesItself() {
    Dataset faces = read(Map.of("people", 3, "images", 2));
    assertThat(faces.name()).isEqualTo("toy");
    assertThat(faces.synthetic()).isTrue();
    assertThat(faces.images().labels()).containsExactly(0, 0, 1, 1, 2, 2);
    assertThat(faces.images().identities())
        .containsExactly("person-0001", "person-0002", "person-0003");
    assertThat(faces.counts()).containsEntry("people", 3L).containsEntry("images", 6L);
    assertThat(faces.notes()).singleElement().asString().contains("synthetic", "wild");
    Images images = faces.images().images();
    assertThat(new int[] {images.height(), images.width(), images.channels()})
        .containsExactly(32, 32, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wild", "video"})
  void fewerPeopleAndImagesAreAPartOfMore(String preset) {
    Images many = images(Map.of("preset", preset, "people", 4, "images", 40));
    Images few = images(Map.of("preset", preset, "people", 3, "images", 7));
    for (int person = 0; person < 3; person++) {
      for (int i = 0; i < 7; i++) {
        assertThat(image(few, person * 7 + i)).isEqualTo(image(many, person * 40 + i));
      }
    }
  }

  @Test
  void seedAndPresetAndSizeChangeTheDigest() {
    Set<String> digests = new HashSet<>();
    digests.add(read(Map.of("people", 2, "images", 2)).digest());
    digests.add(read(Map.of("people", 2, "images", 2, "seed", 1)).digest());
    digests.add(read(Map.of("people", 2, "images", 2, "preset", "video")).digest());
    digests.add(read(Map.of("people", 2, "images", 1)).digest());
    digests.add(read(Map.of("people", 1, "images", 2)).digest());
    assertThat(digests).hasSize(5);
  }

  @Test
  void peopleDiffer() {
    Set<Person> people = new HashSet<>();
    for (int person = 0; person < 500; person++) {
      people.add(Preset.person(2017, person));
    }
    assertThat(people).hasSize(500);
  }

  /** With everything else equal, no two of these people give the same image. */
  @Test
  void imagesOfDifferentPeopleDiffer() {
    Look look = Preset.WILD.look(2017, 0, 0);
    byte[] one = new byte[FaceRenderer.LENGTH];
    byte[] other = new byte[FaceRenderer.LENGTH];
    for (int person = 1; person < 30; person++) {
      FaceRenderer.draw(Preset.person(2017, person - 1), look, one, 0);
      FaceRenderer.draw(Preset.person(2017, person), look, other, 0);
      double sum = 0;
      for (int i = 0; i < one.length; i++) {
        sum += Math.abs((one[i] & 0xff) - (other[i] & 0xff));
      }
      assertThat(sum / one.length).as("mean difference, person %d", person).isGreaterThan(4);
    }
  }

  /** A wild image has its own scene; a video's frames share few. */
  @ParameterizedTest
  @EnumSource(Preset.class)
  void framesShareScenesOnlyInVideo(Preset preset) {
    Set<Look.Scene> scenes = new HashSet<>();
    for (int i = 0; i < 45; i++) {
      scenes.add(preset.look(2017, 3, i).scene());
    }
    if (preset == Preset.WILD) {
      assertThat(scenes).hasSize(45);
    } else {
      assertThat(scenes).hasSizeBetween(2, 25);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "preset, tame, one of wild",
    "people, 0, must be in [1",
    "images, -1, must be in [1",
    "seed, -1, must be in [0",
    "people, 20000, people × images must be at most 699050"
  })
  void badSettingsAreRefused(String key, String value, String message) {
    Object given = key.equals("preset") ? value : (Object) Integer.valueOf(value);
    assertThatThrownBy(() -> read(Map.of(key, given)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("toy." + key)
        .hasMessageContaining(message);
  }

  @Test
  void unknownSettingIsRefused() {
    assertThatThrownBy(() -> read(Map.of("persons", 3)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("persons");
  }

  @Test
  void isFoundAsAService() {
    assertThat(ServiceLoader.load(DatasetReader.class))
        .filteredOn(reader -> reader.form().equals("faces"))
        .singleElement()
        .isInstanceOf(FacesReader.class);
  }

  static Dataset read(Map<String, ?> given) {
    FacesReader reader = new FacesReader();
    Settings settings = Settings.of("toy", reader.defaults(), given);
    return reader.read("toy", settings, Path.of("unused"), Progress.NONE);
  }

  private static Images images(Map<String, ?> given) {
    return read(given).images().images();
  }

  private static byte[] image(Images images, int index) {
    int length = images.imageLength();
    return Arrays.copyOfRange(images.pixels(), index * length, (index + 1) * length);
  }
}
