package io.ddh.app.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.DatasetReader;
import io.ddh.core.Settings;
import io.ddh.data.fetch.RemoteFile;
import java.io.IOException;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {
  private static final String FILE =
      "{ name: a.gz, bytes: 3, mirrors: [\"http://localhost/a.gz\"] }";
  private static final String YAML =
      "version: 1\nsets:\n  a: { title: T, home: H, files: [" + FILE + "] }\n";

  @Test
  void theBuiltInListNamesASourceOfADigestForEveryFile() throws IOException {
    Catalogue catalogue = Catalogue.builtIn();
    assertThat(catalogue.sets())
        .containsKeys("lfw", "orl", "olivetti", "mnist", "fashion-mnist", "cifar10");
    for (RemoteSet set : catalogue.sets().values()) {
      assertThat(set.digestSource()).as(set.name()).contains("/", "SHA-256");
      for (RemoteFile file : set.files()) {
        assertThat(file.sha256().or(file::md5)).as(file.name()).isPresent();
        assertThat(file.mirrors()).as(file.name()).doesNotHaveDuplicates();
      }
    }
  }

  /** What the output tells the user to write must be what a reader takes. */
  @Test
  void everyUseIsOneOfAReader() throws IOException {
    Map<String, DatasetReader> readers = new TreeMap<>();
    ServiceLoader.load(DatasetReader.class).forEach(r -> readers.put(r.form(), r));
    for (RemoteSet set : Catalogue.builtIn().sets().values()) {
      Map<String, Object> given = new TreeMap<>(set.use());
      Object form = given.remove("form");
      assertThat(readers).as(set.name()).containsKey(String.valueOf(form));
      Settings settings =
          Settings.of(set.name(), readers.get(String.valueOf(form)).defaults(), given);
      assertThat(settings.text("path")).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"youtube-faces", "facescrub", "pie"})
  void whatHasToBeAskedForIsRefusedWithWhomToAsk(String name) throws IOException {
    Catalogue catalogue = Catalogue.builtIn();
    assertThatThrownBy(() -> catalogue.set(name))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(name + ": only its owners hand out this data set")
        .hasMessageContaining("http");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheNearest() throws IOException {
    Catalogue catalogue = Catalogue.builtIn();
    assertThatThrownBy(() -> catalogue.set("fashon-mnist"))
        .hasMessageContaining("did you mean 'fashion-mnist'?")
        .hasMessageContaining("youtube-faces");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1       | version: 2        | version",
        "title: T,        | ''                | key 'title' is missing",
        "title:           | titel:            | did you mean 'title'",
        "bytes: 3         | bytes: 0          | bytes",
        "name: a.gz       | name: ../a.gz     | plain file name",
        "http://localhost | file:///etc       | must be http(s)",
        "http://localhost | 'http://[x'       | x.yaml:3",
        "bytes: 3         | sha256: ABC       | sha256 must be 64",
        "bytes: 3         | md5: 12           | md5 must be 32",
      })
  void aMistakeInAListIsNamedWithItsPlace(String right, String wrong, String message) {
    String yaml = YAML.replace(right, wrong);
    assertThat(yaml).isNotEqualTo(YAML);
    assertThatThrownBy(() -> Catalogue.parse("x.yaml", yaml))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.yaml:")
        .hasMessageContaining(message);
  }
}
