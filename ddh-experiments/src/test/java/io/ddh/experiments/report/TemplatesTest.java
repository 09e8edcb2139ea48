package io.ddh.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.mustachejava.MustacheException;
import io.ddh.core.BadInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a value can't do to a page, and what a template can't leave out. */
class TemplatesTest {
  private static final String HOSTILE = "a<b>&\"c\" 'd' |e| *f* `g`\n# h";

  @Test
  void escapesAsTheFileDemands() {
    Map<String, String> model = Map.of("value", HOSTILE);
    assertThat(Templates.render(TemplatesTest.class, "value.html", model))
        .startsWith("<p title=\"a&lt;b&gt;&amp;&quot;c&quot; &#39;d&#39;")
        .doesNotContain("<b>", "'d'", "`");
    assertThat(Templates.render(TemplatesTest.class, "value.md", model))
        .isEqualTo("- a&lt;b>&amp;\"c\" 'd' \\|e\\| \\*f\\* \\`g\\` # h\n");
    assertThat(Templates.fill(TemplatesTest.class, "{{value}}", 0, model))
        .isEqualTo(HOSTILE + "\n");
  }

  @Test
  void anUnknownNameIsAnErrorThatNamesItsLine() {
    assertThatThrownBy(
            () -> Templates.fill(TemplatesTest.class, "\n{{a.c}}", 3, Map.of("a", Map.of("b", 1))))
        .isInstanceOf(BadInputException.class)
        .hasMessage("line 5: unknown name 'a.c'; valid here: b");
    assertThatThrownBy(() -> Templates.render(TemplatesTest.class, "value.html", Map.of()))
        .isInstanceOf(MustacheException.class);
  }

  @Test
  void keepsOneOfSeveralBlankLines() {
    Map<String, Object> model = Map.of("list", List.of("x", "y"));
    assertThat(
            Templates.fill(
                TemplatesTest.class, "a\n\n\n\n{{#list}}\n- {{.}}\n{{/list}}\n", 0, model))
        .isEqualTo("a\n\n- x\n- y\n");
  }
}
