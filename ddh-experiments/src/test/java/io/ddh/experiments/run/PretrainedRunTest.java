package io.ddh.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Citation;
import io.ddh.core.Embeddings;
import io.ddh.core.FeatureExtractor;
import io.ddh.core.FeatureMethod;
import io.ddh.core.Features;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Inputs;
import io.ddh.core.Pretrained;
import io.ddh.core.Progress;
import io.ddh.core.TrainingSet;
import io.ddh.eval.Metrics;
import io.ddh.experiments.Cell;
import io.ddh.experiments.CellStore;
import io.ddh.experiments.config.Experiments;
import io.ddh.experiments.config.ExperimentsReader;
import io.ddh.experiments.registry.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows on features of networks that come from elsewhere, with a fake in place of ddh-vision. */
class PretrainedRunTest {
  private static final String YAML =
      """
      version: 1
      profiles:
        p: { datasets: [d], methods: [toy+face, face-euclidean], bits: [8, 12], seeds: [1, 2] }
        own: { datasets: [d], methods: [toy], bits: [8], seeds: [1] }
      datasets:
        d: { form: fake, split: { protocol: facescrub, queries: 2 } }
      """;

  @TempDir Path folder;
  private final Fakes fakes = new Fakes();
  private String networks = "net 1";
  private int extracted;
  private int learnedFrom;

  /** The person's number as a vector, so that every ranking is perfect. */
  private final class Face implements FeatureMethod {
    @Override
    public List<String> outputs() {
      return List.of("face");
    }

    @Override
    public int dimension(String output) {
      return 1;
    }

    @Override
    public Optional<Pretrained> pretrained() {
      if (networks.isEmpty()) {
        throw new BadInputException("network net: not on this machine; ddh models get brings it");
      }
      return Optional.of(new Pretrained(networks, List.of("FaceScrub")));
    }

    @Override
    public FeatureExtractor train(TrainingSet data, long seed, Progress progress) {
      learnedFrom += data.size();
      return new FeatureExtractor() {
        @Override
        public Map<String, Features> extract(Images images, Progress p) {
          extracted++;
          float[] values = new float[images.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = images.pixels()[3 * i + 1];
          }
          return Map.of("face", new Features(1, values));
        }

        @Override
        public Map<String, Object> facts() {
          return Map.of("images_without_face", 3);
        }
      };
    }
  }

  private record Ranked(int bits) implements Hasher {
    @Override
    public BinaryCodes encode(Inputs inputs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Embeddings> embeddings(Inputs inputs) {
      return Optional.of(new Embeddings((Features) inputs, 1));
    }
  }

  private static final class Euclidean implements HashMethod {
    @Override
    public String name() {
      return "face-euclidean";
    }

    @Override
    public Citation citation() {
      return new Citation("A. Nobody", "A toy", "Nowhere", 2000, "");
    }

    @Override
    public String features() {
      return "face";
    }

    @Override
    public Hasher train(TrainingSet data, int bits, long seed, Progress progress) {
      return new Ranked(bits);
    }
  }

  private Registry withFaces() {
    fakes.features.add(new Face());
    fakes.methods.add(new Euclidean());
    return fakes.registry();
  }

  private static Plan plan(Registry registry, String profile) {
    Experiments experiments =
        new ExperimentsReader(registry, Map.of()).read("test.yaml", YAML, profile, List.of());
    return Plan.of(experiments, experiments.profile(profile), registry, "");
  }

  private Runner.Summary run(Registry registry) throws IOException {
    Path results = folder.resolve("results");
    Path work = folder.resolve("work");
    return new Runner(registry, results, work, false, List.of(), RunListener.NONE)
        .run(plan(registry, "p"));
  }

  private Cell cell(String id) throws IOException {
    return CellStore.read(folder.resolve("results"), "d", id).orElseThrow();
  }

  @Test
  void featuresAreMadeOnceForAllSeedsAndNothingIsLearned() throws IOException {
    Registry registry = withFaces();
    assertThat(run(registry).made()).isEqualTo(8);
    assertThat(extracted).isEqualTo(1);
    assertThat(learnedFrom).isZero();
    Cell cell = cell("toy+face-8-s2");
    assertThat(cell.pretrained()).isTrue();
    assertThat(cell.provenance().configured("features.pretrained.networks")).contains("net 1");
    assertThat(cell.provenance().featureFacts()).containsEntry("images_without_face", 3);
    networks = "net 2"; // other networks: every cell is made again
    assertThat(run(registry).made()).isEqualTo(8);
    assertThat(extracted).isEqualTo(2);
    assertThat(run(registry).kept()).isEqualTo(8);
  }

  @Test
  void vectorsAreRankedWithoutCodes() throws IOException {
    run(withFaces());
    Cell cell = cell("face-euclidean-12-s1");
    assertThat(cell.status()).isEqualTo(Cell.DONE);
    assertThat(cell.map()).isEqualTo(1);
    assertThat(cell.metrics()).containsEntry(Metrics.VERIFICATION, 1.0);
    assertThat(cell.averagePrecision()).hasSize(8).containsOnly(1);
    assertThat(cell.provenance().codes()).isEmpty();
    assertThat(cell("face-euclidean-8-s1").metrics()).isEqualTo(cell.metrics());
  }

  @Test
  void missingNetworksAreReportedBeforeAnythingIsRead() {
    Registry registry = withFaces();
    networks = "";
    assertThatThrownBy(() -> plan(registry, "p"))
        .isInstanceOf(BadInputException.class)
        .hasMessage("network net: not on this machine; ddh models get brings it");
    assertThat(plan(registry, "own").cells()).hasSize(1);
  }

  @Test
  void withoutTheModuleOnlySuchRowsAreRefused() {
    Registry registry = fakes.registry();
    assertThat(plan(registry, "own").cells()).hasSize(1);
    assertThatThrownBy(() -> plan(registry, "p"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "test.yaml:3: profiles.p: row 'toy+face' needs the module ddh-vision, which is not part"
                + " of this program; use the tool './ddh' for such rows");
  }
}
