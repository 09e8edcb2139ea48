package io.ddh.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BinaryCodes;
import io.ddh.core.HashMethod;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loss of docs/methods.md compiles, is found on the class path, and learns. */
class OwnLossTest {
  private static final Toy TOY = Toy.of(4, 16, 3);

  @TempDir Path temp;

  private static String example() throws IOException {
    Matcher block =
        Pattern.compile("<!-- begin example -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "methods.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private Path jar(String code) throws IOException {
    Path jar = Files.createDirectories(temp.resolve("jar"));
    Path source = Files.writeString(temp.resolve("WordHinge.java"), code);
    String classPath = System.getProperty("java.class.path");
    String[] arguments = {"-proc:none", "-cp", classPath, "-d", jar.toString(), source.toString()};
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(HashMethod.class.getName()), "WordHinge\n");
    return jar;
  }

  private static HashMethod row(ClassLoader loader, int epochs) {
    HashMethod row =
        ServiceLoader.load(HashMethod.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .filter(method -> method.name().equals("word-hinge"))
            .findFirst()
            .orElseThrow();
    Map<String, Object> given = Map.of("epochs", epochs, "batch", 16, "shift", 0, "flip", false);
    return row.configure(Settings.of("word-hinge", row.defaults(), given));
  }

  @Test
  void exampleLearns() throws IOException {
    String code = example();
    assertThat(code.lines().count()).isLessThanOrEqualTo(80);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {jar(code).toUri().toURL()}, OwnLossTest.class.getClassLoader())) {
      BinaryCodes codes =
          row(loader, 20).train(TOY.training(), 16, 5, Progress.NONE).encode(TOY.images());
      double[] distance = new double[2];
      int[] pairs = new int[2];
      for (int i = 0; i < codes.size(); i++) {
        for (int j = 0; j < i; j++) {
          int same = TOY.labels()[i] == TOY.labels()[j] ? 1 : 0;
          distance[same] += codes.distance(i, codes, j);
          pairs[same]++;
        }
      }
      assertThat(distance[1] / pairs[1]).isLessThan(0.5 * distance[0] / pairs[0]);
    }
  }

  @Test
  void aLossThatIsNotANumberEndsTheTraining() throws IOException {
    String broken = example().replace("return sum;", "return Double.NaN;");
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {jar(broken).toUri().toURL()}, OwnLossTest.class.getClassLoader())) {
      HashMethod row = row(loader, 2);
      assertThatThrownBy(() -> row.train(TOY.training(), 16, 5, Progress.NONE))
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("the loss or its gradient became NaN in epoch 1");
    }
  }
}
