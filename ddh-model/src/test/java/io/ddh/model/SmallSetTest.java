package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.HashMethod;
import io.ddh.core.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallSetTest {
  private static Map<String, Object> suited(HashMethod method, int images, Map<String, ?> given) {
    return method.suited(Settings.of("test", method.defaults(), given), images).asMap();
  }

  @ParameterizedTest
  @CsvSource({
    "63800, 256, 100, 20",
    "2048, 256, 100, 20",
    "2047, 128, 100, 20",
    "1000, 64, 100, 20",
    "200, 16, 100, 20",
    "96, 16, 134, 27",
    "33, 16, 267, 54",
    "16, 16, 800, 160",
    "3, 16, 800, 160"
  })
  void asManyStepsAsOfEnoughImages(int images, int batch, int epochs, int patience) {
    assertThat(suited(new Ddh(), images, Map.of()))
        .containsEntry("batch", batch)
        .containsEntry("epochs", epochs)
        .containsEntry("patience", patience);
    assertThat(suited(new Cnnh(), images, Map.of())).containsEntry("batch", batch);
  }

  @Test
  void whatIsGivenStaysAndTheRestFollowsFromIt() {
    assertThat(suited(new Ddh(), 200, Map.of("batch", 256, "patience", 5)))
        .containsEntry("batch", 256)
        .containsEntry("epochs", 800)
        .containsEntry("patience", 5);
    assertThat(suited(new Ddh(), 3, Map.of("epochs", 2)))
        .containsEntry("batch", 16)
        .containsEntry("epochs", 2);
  }

  @Test
  void pretrainingToo() {
    assertThat(suited(new DeepHash(), 200, Map.of()))
        .containsEntry("batch", 16)
        .containsEntry("pretrain-batch", 16)
        .containsEntry("epochs", 15)
        .containsEntry("stage1-epochs", 37)
        .containsEntry("stage2-epochs", 13);
  }

  @Test
  void featuresThatAreLearnedToo() {
    CnnFeatures cnn = new CnnFeatures();
    Settings usual = Settings.of("test", cnn.defaults(), Map.of());
    assertThat(cnn.suited(usual, 1000).asMap()).containsEntry("batch", 64);
    assertThat(cnn.suited(usual, 2048)).isSameAs(usual);
  }

  @Test
  void suitedTwiceIsSuitedOnce() {
    Settings once = new Ddh().suited(Settings.of("test", new Ddh().defaults(), Map.of()), 100);
    assertThat(new Ddh().suited(once, 100)).isSameAs(once);
    Settings ofMore = new Ddh().suited(Settings.of("test", new Ddh().defaults(), Map.of()), 200);
    assertThat(new Ddh().suited(ofMore, 200)).as("batch alone was changed").isSameAs(ofMore);
  }
}
