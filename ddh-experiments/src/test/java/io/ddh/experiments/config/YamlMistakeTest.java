package io.ddh.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is wrong with a text that is no YAML: the writer's mistake and its line, not the parser's.
 */
class YamlMistakeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a:\\n"
            + "\\tb: 1                  | :2: a tab at the beginning; indent with spaces, found"
            + " \"→b: 1\"",
        "a:\\n  b: 1\\n\\tc: 2           | :3: a tab at the beginning",
        "a:\\n  b:1\\n  c: 2            | :2: a space is missing after the colon, found \"b:1\"",
        "a: [1, 2\\nb: 3                | :1: a bracket that is never closed: ']'",
        "a: [1, 2                      | :1: a ']' or a comma is missing",
        "a: { b: 1, c: 2               | :1: a '}' or a comma is missing",
        "a: { b: 1 c: 2 }              | :1: a '}' or a comma is missing",
        "a: [1 2}                      | :1: a ']' or a comma is missing",
        "a: 'open\\nb: 2                | :1: a quote that is opened and never closed",
        "a: \"open\\nb: 2               | :1: a quote that is opened and never closed",
        "a: \"C:\\data\"                 | :1: a backslash in double quotes",
        "a: \"D:\\faces\"                | :1: a backslash in double quotes",
        "a: \"D:\\Lfw\"                  | :1: a backslash in double quotes",
        "a: [012]                      | :1: a whole number must not begin with 0, since YAML",
        "a: x: 2                       | :1: a second colon in a line",
        "a: 1\\n   b: 2                 | :2: indented further than the line before",
        "a:\\n  b: 1\\n c: 2             | :3: indented differently from the lines before",
        "a: @home                      | :1: a value that begins with '@' must be in quotes",
        "a: `%`5                         | :1: a value that begins with '%' must be in quotes",
        "a: 1\\nword\\nb: 2              | :2: a colon is missing; must be 'key: value', found \"word\"",
        "a: *x                         | an alias (*name) is not supported",
        "a: 1\\nb: 2\\na: 3              | :3: key 'a' appears twice, first at e.yaml:1",
      })
  void namesLineAndMistake(String text, String message) {
    String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("`", "");
    assertThatThrownBy(() -> YamlReader.read("e.yaml", yaml, Map.of()))
        .as(yaml)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("e.yaml:")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1).doesNotContain("null", "java"));
  }

  @Test
  void aByteOrderMarkIsNoMistake() {
    Node read = YamlReader.read("e.yaml", "\uFEFFa: 1\n", Map.of());
    assertThat(read.get("a").value()).isEqualTo(1);
  }
}
