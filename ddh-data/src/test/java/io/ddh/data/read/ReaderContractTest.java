package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.form.DetectedForm;
import io.ddh.data.read.form.FormDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every reader and every form of input. */
class ReaderContractTest {
  @TempDir Path temp;

  private Dataset read(Samples.Sample sample, Map<String, Object> more, String work)
      throws IOException {
    Map<String, Object> given = new TreeMap<>(sample.settings());
    given.putAll(more);
    Settings settings = Settings.of("datasets.d", sample.reader().defaults(), given);
    return sample.reader().read("d", settings, temp.resolve(work), Progress.NONE);
  }

  private static List<String> listing(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void everyRegisteredReaderHasASample() throws IOException {
    TreeSet<String> registered = new TreeSet<>();
    ServiceLoader.load(DatasetReader.class).forEach(r -> registered.add(r.form()));
    TreeSet<String> sampled = new TreeSet<>(List.of(Samples.drawn().reader().form()));
    Samples.write(temp).forEach(s -> sampled.add(s.reader().form()));
    assertThat(sampled).isEqualTo(registered);
  }

  @Test
  void theSameEveryTimeAndNothingWrittenButCaches() throws IOException {
    List<Samples.Sample> samples = new ArrayList<>(Samples.write(temp.resolve("in")));
    samples.add(Samples.drawn());
    List<String> before = listing(temp.resolve("in"));
    for (Samples.Sample sample : samples) {
      Dataset first = read(sample, Map.of(), "work");
      Dataset cached = read(sample, Map.of(), "work");
      Dataset fresh = read(sample, Map.of(), "other-" + sample.name());
      assertThat(first.digest()).as(sample.name()).isEqualTo(DatasetDigest.of(first.images()));
      assertThat(cached.digest()).as(sample.name()).isEqualTo(first.digest());
      assertThat(fresh.digest()).as(sample.name()).isEqualTo(first.digest());
      assertThat(cached.counts()).isEqualTo(first.counts());
      assertThat(cached.notes()).isEqualTo(first.notes());
      assertThat(first.counts().get("images")).isEqualTo(first.images().size());
      assertThat(first.notes()).allMatch(note -> note.lines().count() == 1);
      assertThat(first.images().identities()).doesNotHaveDuplicates().hasSizeGreaterThan(1);
    }
    assertThat(listing(temp.resolve("in"))).isEqualTo(before);
    assertThat(listing(temp.resolve("work")))
        .allMatch(
            f -> !f.contains(".part") && f.matches(".*/work(/images(/[0-9a-f]{64}\\.bin)?)?"));
  }

  /** A folder and its archives are the same data set. */
  @Test
  void archivesAreWhatTheFolderIs() throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (Samples.Sample sample : Samples.write(temp)) {
      digests.put(sample.name(), read(sample, Map.of(), "work").digest());
    }
    assertThat(digests.get("zip")).isEqualTo(digests.get("folder"));
    assertThat(digests.get("tar")).isEqualTo(digests.get("folder"));
    assertThat(digests.get("tgz")).isEqualTo(digests.get("folder"));
    assertThat(digests.get("train-test-zip")).isEqualTo(digests.get("train-test"));
    assertThat(digests.get("idx-gz")).isEqualTo(digests.get("idx"));
  }

  @Test
  void theDetectorFindsEachFormAndItsSettingsDo() throws IOException {
    for (Samples.Sample sample : Samples.write(temp)) {
      Path path = Path.of((String) sample.settings().get("path"));
      DetectedForm found = FormDetector.detect(path).best().orElseThrow();
      assertThat(found.form()).as(sample.name()).isEqualTo(sample.reader().form());
      // What it says of the settings must be valid, and enough to read the set.
      Map<String, Object> settings = new TreeMap<>(found.settings());
      if (sample.name().equals("mat")) {
        assertThat(settings).containsEntry("side", 4); // its default is 32
      }
      Dataset data =
          sample
              .reader()
              .read(
                  "d",
                  Settings.of("d", sample.reader().defaults(), settings),
                  temp.resolve("work"),
                  Progress.NONE);
      assertThat(data.images().size()).as(sample.name()).isPositive();
    }
  }

  @Test
  void badPathsAndKeys() throws IOException {
    for (Samples.Sample sample : Samples.write(temp.resolve("in"))) {
      for (String path : List.of("", temp.resolve("none").toString(), "a\0b")) {
        assertThatThrownBy(() -> read(sample, Map.of("path", path), "work"))
            .as(sample.name() + " of '" + path + "'")
            .isInstanceOf(BadInputException.class)
            .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
      }
      Path empty = Files.createDirectories(temp.resolve("empty"));
      Path noise = Files.write(temp.resolve("noise"), new byte[] {5, 4, 3});
      for (Path path : List.of(empty, noise, Path.of("/dev/null"))) {
        assertThatThrownBy(() -> read(sample, Map.of("path", path.toString()), "work"))
            .as(sample.name() + " of " + path)
            .isInstanceOf(BadInputException.class)
            .hasMessageContaining(path.toString());
      }
      assertThatThrownBy(() -> read(sample, Map.of("pth", "x"), "work"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("unknown key 'pth'");
    }
  }
}
