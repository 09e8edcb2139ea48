package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.FaceAligner;
import io.ddh.core.Progress;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.FolderReader;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignedFacesTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @TempDir Path temp;

  @BeforeEach
  void photos() throws IOException {
    MiddleAligner.network = "middle 1";
    photo("a/1.pgm", 10, 6, 5);
    photo("a/2.pgm", 20, 8, 7);
    photo("b/1.pgm", 30, 1, 9);
  }

  @AfterEach
  void sameLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private void photo(String name, int grey, int width, int height) throws IOException {
    byte[] samples = new byte[width * height];
    Arrays.fill(samples, (byte) grey);
    TestImages.write(
        temp.resolve("photos").resolve(name), TestImages.pnm(width, height, 1, 255, samples));
  }

  private Settings settings(Map<String, Object> more) {
    Map<String, Object> given = new TreeMap<>(more);
    given.put("path", temp.resolve("photos").toString());
    given.put("size", 2);
    return Settings.of("datasets.own", new FolderReader().defaults(), given);
  }

  private Dataset read(Map<String, Object> more) throws IOException {
    return new FolderReader().read("own", settings(more), temp.resolve("work"), Progress.NONE);
  }

  @Test
  void photosAreAlignedInTheirOwnResolution() throws IOException {
    Dataset data = read(Map.of("align", true));
    assertThat(data.images().images().pixels())
        .startsWith(6, 5, 10, 6, 5, 10, 6, 5, 10, 6, 5, 10, 8, 7, 20)
        .hasSize(3 * 12);
    assertThat(data.counts()).containsEntry("images.without-face", 1L);
    assertThat(data.notes())
        .containsExactly(
            "faces aligned by middle 1; images without a face (their centre square is used): 1");
    assertThat(data.digest()).isNotEqualTo(read(Map.of()).digest());
    Dataset cropped = read(Map.of("align", true, "crop", 4, "channels", 1));
    // 0.299·4 + 0.587·4 + 0.114·10 = 4.684
    assertThat(cropped.images().images().pixels()).startsWith(5, 5, 5, 5).hasSize(12);
  }

  @Test
  void aCachedDataSetIsOfOneNetwork() throws IOException {
    Dataset first = read(Map.of("align", true));
    int aligned = MiddleAligner.ALIGNED.get();
    assertThat(read(Map.of("align", true)).digest()).isEqualTo(first.digest());
    assertThat(MiddleAligner.ALIGNED).hasValue(aligned);
    MiddleAligner.network = "middle 2";
    assertThat(read(Map.of("align", true)).notes().get(0)).startsWith("faces aligned by middle 2;");
    assertThat(MiddleAligner.ALIGNED).hasValue(aligned + 3);
  }

  @Test
  void withoutTheModuleOrForAModelAligningIsRefused() {
    assertThatThrownBy(() -> new FolderReader().stream(settings(Map.of("align", true))))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "datasets.own.align: a model can't align the faces of its images; valid here: false");
    Thread.currentThread().setContextClassLoader(new WithoutAligners(before));
    assertThatThrownBy(() -> read(Map.of("align", true)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "datasets.own.align: needs the module 'ddh-vision', which is not part of this program;"
                + " data sets are aligned by './ddh'");
  }

  /** A class path without service files of aligners. */
  private static final class WithoutAligners extends ClassLoader {
    WithoutAligners(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.endsWith(FaceAligner.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }
}
