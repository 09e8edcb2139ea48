package io.ddh.data.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Tables as spreadsheets and people write them are one table; what isn't one is named by its line.
 */
class CsvTableTest {
  private static final List<String> COLUMNS = List.of("label", "source");

  private static CsvTable read(String text, Charset charset) {
    return CsvTable.read("t.csv", text.getBytes(charset), COLUMNS);
  }

  @Test
  void allTheSame() {
    for (String text :
        List.of(
            "label,source\nAda,a/1.jpg\n\"Bo, b\",b/2.jpg\n",
            "label, source\nAda, a/1.jpg\n\"Bo, b\" , b/2.jpg",
            "\uFEFFLabel;Source\r\nAda;a/1.jpg\r\nBo, b;b/2.jpg\r\n",
            "source\tLABEL\tage\na/1.jpg\tAda\t3\n\n b/2.jpg\tBo, b\t\n",
            "label,source\rAda,a/1.jpg\r\"Bo, b\",\"b/2.jpg\"\r")) {
      CsvTable table = read(text, StandardCharsets.UTF_8);
      assertThat(table.size()).as(text).isEqualTo(2);
      assertThat(List.of(table.cell(0, "label"), table.cell(1, "label")))
          .containsExactly("Ada", "Bo, b");
      assertThat(List.of(table.cell(0, "source"), table.cell(1, "source")))
          .containsExactly("a/1.jpg", "b/2.jpg");
    }
    CsvTable more = read("source\tLABEL\tage\nx\ty\tz\n", StandardCharsets.UTF_8);
    assertThat(more.without(COLUMNS)).containsExactly("age");
    CsvTable german = read("label;source\n1,5;2\n", StandardCharsets.UTF_8);
    assertThat(german.number(0, "label")).isEqualTo("1.5");
    CsvTable quoted = read("label,source\n\"a\nb\",\"say \"\"no\"\"\"\n", StandardCharsets.UTF_8);
    assertThat(quoted.cell(0, "label")).isEqualTo("a\nb");
    assertThat(quoted.cell(0, "source")).isEqualTo("say \"no\"");
    CsvTable blanks = read("label,source\n\"Ann \", Ann \n", StandardCharsets.UTF_8);
    assertThat(List.of(blanks.text(0, "label"), blanks.text(0, "source")))
        .containsExactly("Ann ", "Ann");
    assertThat(blanks.cell(0, "label")).isEqualTo("Ann");
  }

  private static void refused(String text, String part) {
    assertThatThrownBy(() -> read(text, StandardCharsets.UTF_8).need(COLUMNS))
        .as(text)
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("t.csv")
        .hasMessageContaining(part);
  }

  @Test
  void notATable() {
    refused("", "is empty; the first line must name label,source");
    refused("\n  \n", "is empty");
    refused("label,source\nAda,1,2\n", "t.csv:2: 3 values, but the first line names 2");
    refused("label,source\nAda,1\n\nBo\n", "t.csv:4: 1 values");
    refused("label,source\nAda,\"1\n", "t.csv:2: a double quote without a closing one");
    refused("label,Label,source\n", "t.csv:1: column 'label' occurs twice");
    refused("name;file\na;b\n", "t.csv:1: no column 'label'");
    assertThatThrownBy(() -> read("label,source\nÄda,x\n", StandardCharsets.ISO_8859_1))
        .hasMessage("t.csv:2: this line isn't UTF-8 text; save the file as UTF-8");
    assertThatThrownBy(() -> read("label,source\n", StandardCharsets.UTF_16LE))
        .hasMessage("t.csv: contains NUL bytes (0x00), so it isn't plain text; save it as UTF-8");
    assertThat(read("\uFEFFlabel,source\nÄda,x\n", StandardCharsets.UTF_16LE).cell(0, "label"))
        .isEqualTo("Äda");
  }
}
