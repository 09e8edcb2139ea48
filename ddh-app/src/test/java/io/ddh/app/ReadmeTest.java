package io.ddh.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.app.cli.AllCommands;
import io.ddh.core.HashMethod;
import io.ddh.core.Hasher;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Split;
import io.ddh.core.TrainingSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is true: its example compiles and runs, its table is the result file's. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  private static String between(String begin, String end) throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    int from = readme.indexOf(begin);
    assertThat(from).as("README has %s", begin).isNotNegative();
    return readme.substring(from + begin.length(), readme.indexOf(end, from));
  }

  @Test
  void exampleMethodCompilesAndHashes(@TempDir Path folder) throws Exception {
    Matcher block =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(between("<!-- begin example -->", "<!-- end -->"));
    assertThat(block.find()).isTrue();
    Path source = folder.resolve("PixelSigns.java");
    Files.writeString(source, block.group(1));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString());
    assertThat(failed).isZero();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      HashMethod method =
          (HashMethod) loader.loadClass("PixelSigns").getConstructor().newInstance();
      byte[] pixels = new byte[6 * 8 * 8 * 3];
      new SplittableRandom(1).nextBytes(pixels);
      Images images = new Images(8, 8, 3, pixels);
      int[] rows = {0, 1, 2, 3, 4, 5};
      Split split = new Split("x", 1, rows, new int[0], new int[0], rows, 2, List.of());
      TrainingSet data = TrainingSet.of(images, new int[] {0, 0, 0, 1, 1, 1}, split);
      Hasher hasher = method.train(data, 12, 1, Progress.NONE);
      assertThat(hasher.encode(images).size()).isEqualTo(6);
      assertThat(method.citation().toString()).contains("Signs of pixels");
    }
  }

  @Test
  void tablesAreTheResultFiles() throws IOException {
    Pattern marker = Pattern.compile("<!-- begin (results/\\S+table1.md) -->");
    Matcher found = marker.matcher(Files.readString(ROOT.resolve("README.md")));
    int tables = 0;
    while (found.find()) {
      List<String> shown = between(found.group(), "<!-- end -->").lines().skip(1).toList();
      List<String> stored = Files.readAllLines(ROOT.resolve(found.group(1)));
      int heading = 3; // comment, heading, empty line
      stored = stored.subList(heading, stored.lastIndexOf("")); // notes follow
      assertThat(shown).as(found.group(1)).hasSizeGreaterThan(heading).isEqualTo(stored);
      tables++;
    }
    assertThat(tables).isPositive();
  }

  @Test
  void everyCommandOfTheTableExists() throws IOException {
    Matcher commands =
        Pattern.compile("\\| `ddh (\\w+)").matcher(Files.readString(ROOT.resolve("README.md")));
    int count = 0;
    while (commands.find()) {
      StringWriter out = new StringWriter();
      int code =
          AllCommands.execute(
              new PrintWriter(out, true), new PrintWriter(out, true), commands.group(1), "--help");
      assertThat(code).as(commands.group(1) + ": " + out).isZero();
      count++;
    }
    assertThat(count).isGreaterThanOrEqualTo(7);
  }
}
