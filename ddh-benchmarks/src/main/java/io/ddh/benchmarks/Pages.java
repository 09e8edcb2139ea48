package io.ddh.benchmarks;

import io.ddh.benchmarks.page.Page;
import io.ddh.benchmarks.result.ResultStore;
import io.ddh.benchmarks.section.Section;
import io.ddh.core.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the pages from stored numbers and nothing else.
 *
 * @param docs folder of {@code benchmarks.md}, {@code performance-step.md} and {@code benchmarks/}
 */
record Pages(Path docs) {
  static final String COMMAND = "mvn -q -Pbenchmarks -pl ddh-benchmarks -am compile exec:java";

  private static final String STEP = "step";

  /** The stored numbers. */
  ResultStore store() {
    return new ResultStore(docs.resolve("benchmarks"));
  }

  /** Writes both pages; a section that was never measured says so. */
  void write() throws IOException {
    Page main =
        new Page()
            .heading(1, "Benchmarks")
            .text(
                "Written by `"
                    + COMMAND
                    + "` from the raw numbers in [benchmarks/](benchmarks); `-Dexec.args=\"report"
                    + " --only training,threads\"` measures some sections again and keeps the"
                    + " others, `report --only cost --sizes lfw --rows fasth,ksh+cnn` some rows of"
                    + " section cost. Child processes have the launcher's heap (`-Xmx4g`). Times differ"
                    + " from machine to machine; ratios were taken side by side. Where a training"
                    + " step's time goes is in [performance-step.md](performance-step.md).");
    List<Section> sections = Section.all();
    for (Section section : sections) {
      if (!section.name().equals(STEP)) {
        section.show(store(), main.heading(2, section.title()));
      }
    }
    write("benchmarks.md", main);
    for (Section section : sections) {
      if (section.name().equals(STEP)) {
        Page page =
            new Page()
                .heading(1, section.title())
                .text("Written by `" + COMMAND + " -Dexec.args=\"report --only step\"`.");
        section.show(store(), page);
        write("performance-step.md", page);
      }
    }
  }

  private void write(String name, Page page) throws IOException {
    byte[] text = page.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(docs.resolve(name), out -> out.write(text));
  }
}
