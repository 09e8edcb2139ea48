package io.ddh.benchmarks;

import com.github.mustachejava.DefaultMustacheFactory;
import io.ddh.core.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the pages from their templates and the stored numbers.
 *
 * @param docs folder with {@code benchmarks.md}, {@code performance-step.md} and {@code
 *     benchmarks/}
 */
record Pages(Path docs) {
  static final String COMMAND = "mvn -q -Pbenchmarks -pl ddh-benchmarks -am compile exec:java";

  /** Returns the folder of the stored numbers. */
  Path results() {
    return docs.resolve("benchmarks");
  }

  /** Writes both pages; a section without stored numbers is shown as not measured. */
  void write() throws IOException {
    Map<String, Object> values = new HashMap<>(Map.of("command", COMMAND));
    for (Section section : Section.ALL) {
      Result.read(results(), section.name())
          .ifPresent(
              result -> {
                Map<String, Object> view = PageNumbers.values(result, "");
                view.putAll(section.further().apply(result));
                values.put(section.name(), view);
              });
    }
    values.put("cost", CostSection.view(results()));
    for (String page : List.of("benchmarks.md", "performance-step.md")) {
      StringWriter text = new StringWriter();
      String template = page + ".mustache";
      new DefaultMustacheFactory("io/ddh/benchmarks")
          .compile(new StringReader(read(template)), template)
          .execute(text, values);
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(docs.resolve(page), out -> out.write(bytes));
    }
  }

  /**
   * Reads a Markdown template and changes it so that values are not escaped. In the file, a section
   * may end with a line that consists of its closing tag, the word {@code or} and a replacement
   * text. This text is shown if the section's value is absent.
   */
  private static String read(String file) throws IOException {
    try (InputStream in = Pages.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^\\{\\{/(\\S+)}} or (.*)$", "{{/$1}}\n{{^$1}}\n$2\n{{/$1}}")
          .replaceAll("\\{\\{([^{}#^/>]+)}}", "{{{$1}}}");
    }
  }
}
