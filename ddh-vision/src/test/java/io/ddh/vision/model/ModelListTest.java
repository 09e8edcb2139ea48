package io.ddh.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Sha256;
import io.ddh.vision.RealModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code models.json}: ours, and those of users. */
class ModelListTest {
  static final String OWN =
      """
      [{"name": "own", "title": "t", "kind": "embedding", "format": "onnx", "home": "h",
        "terms": {"licence": "l", "free": true, "training": "t", "trainedOn": []},
        "files": [{"name": "own.onnx", "bytes": 0, "sha256": "%s", "sources": [], "tried": true}],
        "input": {"side": 8, "order": "planes", "colours": "rgb", "mean": 0, "divide": 1},
        "output": {"shapes": [[6]], "template": "arcface", "distance": "cosine"}}]
      """;

  @TempDir Path folder;

  static void write(Path folder, byte[] onnx) throws IOException {
    Files.writeString(folder.resolve("models.json"), OWN.replace("%s", Sha256.hex(onnx)));
  }

  @Test
  void theNetworksOfTheIssueAreKnown() {
    ModelList list = ModelList.of(folder);
    assertThat(list.models())
        .extracting(ModelDescriptor::name)
        .containsExactly(
            "blazeface-full",
            "blazeface-short",
            "dlib-face",
            "yunet",
            "sface",
            "arcface-r50",
            "auraface");
    assertThat(list.get("arcface-r50").terms().free()).isFalse();
    assertThat(list.get("dlib-face").terms().training()).contains("FaceScrub", "LFW");
    for (String name : ModelList.DEFAULTS) {
      assertThat(list.get(name).terms().free()).isTrue();
      assertThat(list.get(name).files()).allSatisfy(f -> assertThat(f.sources()).hasSize(2));
    }
    for (ModelDescriptor model : list.models()) {
      assertThat(model.files()).allSatisfy(file -> assertThat(file.tried()).isFalse());
      assertThat(model.files())
          .flatExtracting(PublishedFile::sources)
          .allSatisfy(source -> assertThat(source.getScheme()).isEqualTo("https"));
    }
  }

  @Test
  void lengthsAndDigestsAreThoseOfThePublishedFiles() throws IOException {
    for (String name : ModelList.DEFAULTS) {
      for (PublishedFile file : ModelList.of(folder).get(name).files()) {
        byte[] content = RealModels.file(file.name());
        assertThat(content).hasSize((int) file.bytes());
        assertThat(Sha256.hex(content)).isEqualTo(file.sha256());
      }
    }
  }

  @Test
  void aListInTheFolderAddsAndReplaces() throws IOException {
    write(folder, new byte[] {1});
    assertThat(ModelList.of(folder).get("own").input().side()).isEqualTo(8);
    assertThat(ModelList.of(folder).models()).hasSize(8);
    Path list = folder.resolve("models.json");
    Files.writeString(list, Files.readString(list).replace("\"own\"", "\"sface\""));
    assertThat(ModelList.of(folder).get("sface").title()).isEqualTo("t");
    assertThat(ModelList.of(folder).models()).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"own\"            | \"Own!\"        | invalid name of a network: 'Own!'",
        "\"own\"            | \"models\"      | invalid name of a network: 'models'",
        "\"embedding\"      | \"detect\"      | \"detect\"; valid: [DETECTOR, EMBEDDING]",
        "\"onnx\"           | \"tflight\"     | TFLITE",
        "\"own.onnx\"       | \"../own.onnx\" | not a plain file name: '../own.onnx'",
        "\"side\": 8        | \"side\": 0     | own: side must be in [1.0, 4096.0], found 0.0",
        "\"divide\": 1      | \"divide\": 0   | own: 'divide' must be above 0, found 0.0",
        "\"divide\": 1      | \"divided\": 1  | key 'divide' is missing",
        "\"divide\": 1      | \"divide\": 1, \"x\": 1 | unknown key 'x'",
        "[[6]]              | [[6], [6]]      | own: a network of kind 'embedding' must have one output with one axis",
        "\"arcface\"        | \"none\"        | own: a network of kind 'embedding' must have one output with one axis",
        "\"title\": \"t\",  | ~~              | key 'title' is missing",
        "\"free\": true     | \"free\": null  | free",
        "[{                 | [[              | models.json:1",
        "\"side\": 8        | \"side\": \"x\" | models.json:4: key 'side': a value of the wrong kind",
        "\"trainedOn\": []  | \"trainedOn\": [null] | a value of the wrong kind",
        "\"sources\": []    | \"sources\": 7  | key 'sources': a value of the wrong kind",
      })
  void aMistakeIsRefusedInOneLine(String from, String to, String message) throws IOException {
    write(folder, new byte[] {1});
    Path list = folder.resolve("models.json");
    Files.writeString(list, Files.readString(list).replace(from, to));
    assertThatThrownBy(() -> ModelList.of(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(list + ":")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[null]", "{}", "[1]", "\"text\"", "[{}, ", "[{}]"})
  void whatIsNoListIsRefused(String json) throws IOException {
    Path list = Files.writeString(folder.resolve("models.json"), json);
    assertThatThrownBy(() -> ModelList.of(folder))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(list + ":")
        .hasMessageNotContainingAny("\n", "io.ddh");
  }

  @Test
  void twoNetworksOfOneNameAreRefused() throws IOException {
    write(folder, new byte[] {1});
    Path list = folder.resolve("models.json");
    String one = Files.readString(list).strip();
    String entry = one.substring(1, one.length() - 1);
    Files.writeString(list, "[" + entry + "," + entry + "]");
    assertThatThrownBy(() -> ModelList.of(folder))
        .hasMessage(list + ": two networks have the same name");
  }

  @Test
  void anUnknownNameIsRefusedWithTheValidOnes() {
    assertThatThrownBy(() -> ModelList.of(folder).get("dlib"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unknown network 'dlib'; valid: blazeface-full, ");
    assertThat(List.of("blazeface-full", "blazeface-short", "dlib-face"))
        .isEqualTo(ModelList.DEFAULTS);
  }
}
