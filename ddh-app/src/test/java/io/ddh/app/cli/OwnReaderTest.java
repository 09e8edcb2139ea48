package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.form.DetectedForm;
import io.ddh.data.read.form.FormDetector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader of docs/data.md compiles, is found on the class path, and the commands use it. */
class OwnReaderTest {
  @TempDir Path temp;

  private Path jar() throws IOException {
    Matcher block =
        Pattern.compile("<!-- begin example -->\\s*```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "docs", "data.md")));
    assertThat(block.find()).isTrue();
    Path jar = Files.createDirectories(temp.resolve("jar"));
    Path source = Files.writeString(temp.resolve("FlatReader.java"), block.group(1));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                jar.toString(),
                source.toString());
    assertThat(failed).isZero();
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.writeString(services.resolve(DatasetReader.class.getName()), "FlatReader\n");
    return jar;
  }

  private Path photos() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("photos"));
    for (String person : new String[] {"Ann_Lee", "Bob"}) {
      for (int i = 1; i <= 4; i++) {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3 * i, 5 * i, 0xFFFFFF);
        ImageIO.write(image, "png", folder.resolve(person + "_0" + i + ".png").toFile());
      }
    }
    Files.writeString(folder.resolve("list.txt"), "no image");
    return folder;
  }

  @Test
  void exampleIsRecognisedAndRead() throws Exception {
    Path jar = jar();
    Path photos = photos();
    assertThat(FormDetector.detect(photos).best()).isEmpty();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      DetectedForm best = FormDetector.detect(photos).best().orElseThrow();
      assertThat(best.form()).isEqualTo("flat");
      assertThat(best.reason()).isEqualTo("8 images named as Ann_Lee_01.jpg");
      DatasetReader reader =
          ServiceLoader.load(DatasetReader.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(r -> r.form().equals("flat"))
              .findFirst()
              .orElseThrow();
      Settings settings = Settings.of("photos", reader.defaults(), best.settings());
      Dataset data = reader.read("photos", settings, temp.resolve("work"), Progress.NONE);
      assertThat(data.images().identities()).containsExactly("Ann_Lee", "Bob");
      assertThat(data.images().labels()).containsExactly(0, 0, 0, 0, 1, 1, 1, 1);
      assertThat(data.images().images().height()).isEqualTo(32);
      assertThat(data.notes()).containsExactly("1 files ignored: not images (1 .txt)");
      String work = temp.resolve("work").toString();
      Tool check = Tool.of("data", "check", photos.toString(), "--work", work);
      assertThat(check.code()).as(check.err()).isZero();
      assertThat(check.out()).contains("flat").containsPattern("people +2");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
