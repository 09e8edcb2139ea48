package io.ddh.experiments.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.HashMethod;
import io.ddh.experiments.run.Fakes;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private final Registry fakes = new Fakes().registry();

  @Test
  void exactNameAndFeaturesAfterTheLastPlus() {
    assertThat(fakes.row("here", "toy").features()).isEqualTo("feat");
    Row row = fakes.row("here", "toy+feat-second");
    assertThat(row.method().name()).isEqualTo("toy");
    assertThat(row.features()).isEqualTo("feat-second");
    assertThat(fakes.outputs()).containsEntry("feat-second", "feat");
    assertThat(fakes.row("here", "other").features()).isEmpty();
  }

  @Test
  void refusesWhatIsNotThere() {
    refused("toi", "here: unknown method 'toi'; did you mean 'toy'? valid: broken, other, toy");
    refused("toy+feet", "here: toy+feet: unknown features 'feet'; did you mean 'feat'?");
    refused("other+feat", "here: 'other+feat': other learns from pixels and takes no features");
    refused("+feat", "unknown method");
  }

  private void refused(String name, String message) {
    assertThatThrownBy(() -> fakes.row("here", name))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesTwoOfOneName() {
    HashMethod toy = fakes.methods().get("toy");
    assertThatThrownBy(() -> Registry.of(List.of(toy, toy), List.of(), List.of(), List.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("'toy' is offered by both");
  }

  @Test
  void everythingOnTheClassPathHasItsFeatures() {
    Registry all = Registry.load();
    assertThat(all.methods()).containsKeys("lsh", "sh", "itq", "sdh", "random", "ddh", "class-id");
    assertThat(all.methods().keySet())
        .allSatisfy(name -> assertThat(all.row("here", name).name()).matches("[a-z0-9+-]+"));
  }
}
