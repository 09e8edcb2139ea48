package io.ddh.benchmarks;

import com.github.mustachejava.DefaultMustacheFactory;
import io.ddh.benchmarks.harness.ResultStore;
import io.ddh.benchmarks.section.Section;
import io.ddh.core.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the pages from their templates and the stored numbers.
 *
 * @param docs folder with {@code benchmarks.md}, {@code performance-step.md} and {@code
 *     benchmarks/}
 */
record Pages(Path docs) {
  static final String COMMAND = "mvn -q -Pbenchmarks -pl ddh-benchmarks -am compile exec:java";

  /** Templates of Markdown, where values are not escaped. */
  private static final class Templates extends DefaultMustacheFactory {
    Templates() {
      super("io/ddh/benchmarks");
    }

    @Override
    public void encode(String value, Writer writer) {
      try {
        writer.write(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The stored numbers. */
  ResultStore store() {
    return new ResultStore(docs.resolve("benchmarks"));
  }

  /** Writes both pages; a section without stored numbers is shown as not measured. */
  void write() throws IOException {
    Map<String, Object> values = new HashMap<>(Map.of("command", COMMAND));
    for (Section section : Section.all()) {
      section.view(store()).ifPresent(view -> values.put(section.name(), view));
    }
    for (String page : new String[] {"benchmarks.md", "performance-step.md"}) {
      StringWriter text = new StringWriter();
      new Templates().compile(page + ".mustache").execute(text, values);
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(docs.resolve(page), out -> out.write(bytes));
    }
  }
}
