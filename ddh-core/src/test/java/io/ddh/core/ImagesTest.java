package io.ddh.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ImagesTest {
  @Test
  void selects() {
    Images images = new Images(1, 2, 3, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    assertThat(images.size()).isEqualTo(2);
    assertThat(images.imageLength()).isEqualTo(6);
    Images two = images.select(new int[] {1, 1});
    assertThat(two.size()).isEqualTo(2);
    assertThat(two.pixels()).containsExactly(6, 7, 8, 9, 10, 11, 6, 7, 8, 9, 10, 11);
    assertThatThrownBy(() -> images.select(new int[] {2}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void badShapes() {
    assertThatThrownBy(() -> new Images(1, 2, 3, new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of pixel bytes must be a multiple of 6, found 7");
    assertThatThrownBy(() -> new Images(1, 1, 2, new byte[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("channels must be 1 or 3, found 2");
    assertThatThrownBy(() -> new Images(0, 1, 1, new byte[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelsMustFit() {
    Images images = new Images(1, 1, 1, new byte[2]);
    assertThat(new LabeledImages(images, new int[] {0, 1}, List.of("a", "b")).size()).isEqualTo(2);
    assertThatThrownBy(() -> new LabeledImages(images, new int[] {0, 2}, List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("labels must be in [0, 2), found 2");
    assertThatThrownBy(() -> new LabeledImages(images, new int[1], List.of("a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parallelBlocksCoverEachIndexOnce() {
    for (int n : new int[] {0, 1, 7, 8, 9, 1000}) {
      AtomicIntegerArray seen = new AtomicIntegerArray(n);
      Parallel.blocks(
          n,
          8,
          (from, to) -> {
            assertThat(to - from).isBetween(1, 8);
            for (int i = from; i < to; i++) {
              seen.incrementAndGet(i);
            }
          });
      for (int i = 0; i < n; i++) {
        assertThat(seen.get(i)).isEqualTo(1);
      }
    }
  }
}
