package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {
  @TempDir Path folder;

  /** Something that joins. */
  public interface Greeting {
    String text();
  }

  /** One that does. */
  public static final class Hello implements Greeting {
    @Override
    public String text() {
      return "hello";
    }
  }

  /** One that can't be instantiated. */
  public static final class Mute implements Greeting {
    public Mute() {
      throw new IllegalStateException("no voice");
    }

    @Override
    public String text() {
      return "";
    }
  }

  private Path service(String contract, String lines) throws IOException {
    Path file = folder.resolve("META-INF/services").resolve(contract);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, lines);
  }

  private URLClassLoader loader(Path... classPath) throws IOException {
    URL[] urls = new URL[classPath.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath[i].toUri().toURL();
    }
    return new URLClassLoader(urls, ServicesTest.class.getClassLoader());
  }

  private void refused(String message) throws IOException {
    refused(Greeting.class, message);
  }

  private void refused(Class<?> contract, String message) throws IOException {
    try (URLClassLoader loader = loader(folder)) {
      assertThatThrownBy(() -> Services.load(contract, loader))
          .isInstanceOf(BadInputException.class)
          .hasMessageStartingWith(message)
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void whatAFileNamesJoins() throws IOException {
    service(Greeting.class.getName(), "# ours\n" + Hello.class.getName() + " # the usual one\n");
    try (URLClassLoader loader = loader(folder)) {
      assertThat(Services.load(Greeting.class, loader))
          .extracting(Greeting::text)
          .containsExactly("hello");
    }
    assertThat(Services.load(Greeting.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {HashMethod.class, FeatureMethod.class, DatasetReader.class, ComputeBackend.class})
  void oldNamesAreRefusedWithTheNewOne(Class<?> contract) throws IOException {
    Path file = service("io.ddh.data." + contract.getSimpleName(), "org.example.Mine\n");
    refused(
        contract,
        file
            + ": the name of this service file is outdated; valid: META-INF/services/"
            + contract.getName());
  }

  @Test
  void aJarIsNamed() throws IOException {
    Path jar = folder.resolve("my methods.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new ZipEntry("META-INF/services/io.ddh.data.HashMethod"));
      out.write("org.example.Mine\n".getBytes(StandardCharsets.UTF_8));
    }
    try (URLClassLoader loader = loader(jar)) {
      assertThatThrownBy(() -> Services.load(HashMethod.class, loader))
          .isInstanceOf(BadInputException.class)
          .hasMessage(
              jar
                  + "!/META-INF/services/io.ddh.data.HashMethod: the name of this service file"
                  + " is outdated;"
                  + " valid: META-INF/services/io.ddh.core.HashMethod");
    }
  }

  @Test
  void whatCantJoinIsNamedWithItsFile() throws IOException {
    String hello = Hello.class.getName() + "\n";
    Path file = service(Greeting.class.getName(), hello + "org.example.Gone\n");
    refused(file + ": org.example.Gone is not on the class path; valid: public classes that");
    service(Greeting.class.getName(), hello + "io.ddh.core.Check\n");
    refused(file + ": io.ddh.core.Check is not a Greeting; valid: public classes that implement");
    service(Greeting.class.getName(), hello + Mute.class.getName());
    refused(
        file
            + ": "
            + Mute.class.getName()
            + " can't be instantiated: java.lang.IllegalStateException: no voice; valid: ");
    service(Greeting.class.getName(), hello + "two words\n");
    refused(file + ": two words is not on the class path; valid: ");
  }

  /** Class files of a newer Java, or that need a class that isn't there. */
  @Test
  void classesThatDontLinkAreNamedToo() throws IOException {
    Path file = service(Greeting.class.getName(), "Newer\n");
    byte[] newer = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 3, 0, 0, 1};
    Files.write(folder.resolve("Newer.class"), newer);
    refused(file + ": Newer can't be loaded: java.lang.UnsupportedClassVersionError: Newer");
  }
}
