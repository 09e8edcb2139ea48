package io.ddh.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ddh.core.BadInputException;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Settings;
import io.ddh.core.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitProtocolsTest {
  /** Person p has sizes[p] images; the images of all are interleaved. */
  private static LabeledImages people(int... sizes) {
    List<Integer> labels = new ArrayList<>();
    for (int k = 0; k < Arrays.stream(sizes).max().orElse(0); k++) {
      for (int p = 0; p < sizes.length; p++) {
        if (k < sizes[p]) {
          labels.add(p);
        }
      }
    }
    int[] own = labels.stream().mapToInt(i -> i).toArray();
    List<String> names = IntStream.range(0, sizes.length).mapToObj(p -> "p" + p).toList();
    return new LabeledImages(new Images(1, 1, 1, new byte[own.length]), own, names);
  }

  private static Split split(String name, LabeledImages images, long seed, Map<String, ?> given) {
    Settings settings = Settings.of("split", SplitProtocols.defaults(name), given);
    return SplitProtocols.of(name, settings).split(images, seed);
  }

  private static int[] count(LabeledImages images, int[] rows) {
    int[] counts = new int[images.identities().size()];
    for (int row : rows) {
      counts[images.labels()[row]]++;
    }
    return counts;
  }

  private static int[] join(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().toArray();
  }

  private static void disjointAndAscending(int[]... lists) {
    Set<Integer> seen = new HashSet<>();
    for (int[] rows : lists) {
      assertThat(rows).isSorted();
      for (int row : rows) {
        assertThat(seen.add(row)).as("row %d comes once", row).isTrue();
      }
    }
  }

  @Test
  void youtubeFaces() {
    LabeledImages images = people(60, 44, 45, 0, 50);
    Split split = split("youtube-faces", images, 3, Map.of());
    assertThat(split.leftOut()).containsExactly("p1", "p3");
    assertThat(split.people()).isEqualTo(3);
    assertThat(count(images, split.query())).containsExactly(5, 0, 5, 0, 5);
    assertThat(count(images, split.gallery())).containsExactly(40, 0, 40, 0, 40);
    assertThat(count(images, split.validation())).containsExactly(4, 0, 4, 0, 4);
    assertThat(join(split.train(), split.validation())).isEqualTo(split.gallery());
    disjointAndAscending(split.train(), split.validation(), split.query());
    assertThat(split.protocol()).isEqualTo("youtube-faces");
    assertThat(split.seed()).isEqualTo(3);
  }

  @Test
  void facescrub() {
    LabeledImages images = people(30, 7, 6, 105);
    Split split = split("facescrub", images, 1, Map.of());
    assertThat(split.leftOut()).containsExactly("p2");
    assertThat(count(images, split.query())).containsExactly(5, 5, 0, 5);
    assertThat(count(images, split.gallery())).containsExactly(25, 2, 0, 100);
    assertThat(count(images, split.validation())[3]).isEqualTo(10);
    assertThat(join(split.train(), split.validation())).isEqualTo(split.gallery());
    disjointAndAscending(split.train(), split.validation(), split.query());
  }

  @Test
  void unseenIdentity() {
    LabeledImages images = people(20, 10, 12, 3, 15, 9, 11);
    Split split = split("unseen-identity", images, 9, Map.of());
    assertThat(split.leftOut()).containsExactly("p3");
    assertThat(split.people()).isEqualTo(6);
    int[] trained = count(images, join(split.train(), split.validation()));
    int[] queried = count(images, split.query());
    int[] searched = count(images, split.gallery());
    int[] sizes = count(images, IntStream.range(0, images.size()).toArray());
    int training = 0;
    for (int p = 0; p < sizes.length; p++) {
      if (p == 3) {
        assertThat(trained[p] + queried[p] + searched[p]).isZero();
      } else if (trained[p] > 0) {
        training++;
        assertThat(trained[p]).isEqualTo(sizes[p]);
        assertThat(queried[p] + searched[p]).isZero();
      } else {
        assertThat(queried[p]).isEqualTo(5);
        assertThat(searched[p]).isEqualTo(sizes[p] - 5);
      }
    }
    assertThat(training).isEqualTo(3);
    disjointAndAscending(split.train(), split.validation(), split.query(), split.gallery());
  }

  @ParameterizedTest
  @ValueSource(strings = {"youtube-faces", "facescrub", "unseen-identity"})
  void seedDecides(String name) {
    LabeledImages images = people(50, 50, 50, 50, 50, 50);
    String digest = SplitProtocols.digest(split(name, images, 1, Map.of()));
    assertThat(SplitProtocols.digest(split(name, images, 1, Map.of()))).isEqualTo(digest);
    assertThat(SplitProtocols.digest(split(name, images, 2, Map.of()))).isNotEqualTo(digest);
    assertThat(digest).matches("[0-9a-f]{64}");
  }

  @Test
  void leavingSomebodyOutChangesNobodyElse() {
    LabeledImages without = people(20, 30, 25);
    LabeledImages with = people(20, 30, 25, 20);
    Split a = split("facescrub", without, 4, Map.of());
    Split b = split("facescrub", with, 4, Map.of());
    for (int p = 0; p < 3; p++) {
      assertThat(own(without, a.query(), p)).isEqualTo(own(with, b.query(), p));
      assertThat(own(without, a.validation(), p)).isEqualTo(own(with, b.validation(), p));
    }
  }

  /** Which of the person's own images are among the rows. */
  private static List<Integer> own(LabeledImages images, int[] rows, int person) {
    List<Integer> out = new ArrayList<>();
    int k = 0;
    for (int i = 0; i < images.size(); i++) {
      if (images.labels()[i] == person) {
        if (Arrays.binarySearch(rows, i) >= 0) {
          out.add(k);
        }
        k++;
      }
    }
    return out;
  }

  /**
   * 400 people with 6 training images each: .6 validation images expected, one at most by rounding;
   * standard deviation √(400·.6·.4) ≈ 9.8, so ±50 is 5 of them. The seed is fixed.
   */
  @Test
  void validationShareIsUnbiased() {
    int[] sizes = new int[400];
    Arrays.fill(sizes, 11);
    LabeledImages images = people(sizes);
    Split split = split("facescrub", images, 1, Map.of());
    assertThat((double) split.validation().length).isEqualTo(240, within(50.0));
    assertThat(count(images, split.validation())).containsOnly(0, 1);
  }

  /**
   * 300 people, each with 20 images: each of the 20 is a query for a quarter of them, 75 ± 5 sd.
   */
  @Test
  void queriesAreDrawnEvenly() {
    int[] sizes = new int[300];
    Arrays.fill(sizes, 20);
    LabeledImages images = people(sizes);
    Split split = split("facescrub", images, 1, Map.of());
    int[] drawn = new int[20];
    for (int row : split.query()) {
      drawn[row / 300]++;
    }
    for (int times : drawn) {
      assertThat((double) times).isEqualTo(75, within(5 * Math.sqrt(300 * 0.25 * 0.75)));
    }
  }

  @Test
  void everybodyKeepsATrainingImage() {
    int[] sizes = new int[50];
    Arrays.fill(sizes, 7);
    LabeledImages images = people(sizes);
    Split split = split("facescrub", images, 1, Map.of("validation", 0.9));
    assertThat(count(images, split.train())).containsOnly(1);
    assertThat(split("facescrub", images, 1, Map.of("validation", 0)).validation()).isEmpty();
  }

  /** Of each person the first k images train, and the next ones of those left ask. */
  private static LabeledImages given(int[] train, int[] query) {
    int[] sizes = new int[train.length];
    Arrays.setAll(sizes, p -> train[p] + query[p] + 1); // one image a person in neither list
    LabeledImages all = people(sizes);
    int[] seen = new int[sizes.length];
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      int p = all.labels()[i];
      if (seen[p] < train[p]) {
        first.add(i);
      } else if (seen[p] < train[p] + query[p]) {
        second.add(i);
      }
      seen[p]++;
    }
    GivenSplit lists = new GivenSplit(ints(first), ints(second));
    return new LabeledImages(all.images(), all.labels(), all.identities(), Optional.of(lists));
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void givenListsAreKept() {
    LabeledImages images = given(new int[] {30, 20, 1, 0}, new int[] {8, 10, 12, 0});
    GivenSplit lists = images.given().orElseThrow();
    Split split = split("given", images, 5, Map.of());
    assertThat(split.gallery()).isEqualTo(lists.train());
    assertThat(split.query()).isEqualTo(lists.query());
    assertThat(join(split.train(), split.validation())).isEqualTo(lists.train());
    assertThat(count(images, split.validation())).containsExactly(3, 2, 0, 0);
    disjointAndAscending(split.train(), split.validation(), split.query());
    assertThat(split.people()).isEqualTo(3);
    assertThat(split.leftOut()).containsExactly("p3");
    assertThat(split.protocol()).isEqualTo("given");
    Split other = split("given", images, 6, Map.of());
    assertThat(other.validation()).isNotEqualTo(split.validation());
    assertThat(other.query()).isEqualTo(split.query());
    assertThat(split("given", images, 5, Map.of("validation", 0)).train()).isEqualTo(lists.train());
  }

  @Test
  void fewerQueriesAreDrawnFromTheGivenOnes() {
    LabeledImages images = given(new int[] {9, 9, 9}, new int[] {40, 50, 60});
    Set<Integer> asking = new HashSet<>();
    Arrays.stream(images.given().orElseThrow().query()).forEach(asking::add);
    Split split = split("given", images, 1, Map.of("queries", 30));
    assertThat(count(images, split.query())).containsExactly(10, 10, 10);
    assertThat(split.query()).isSorted().doesNotHaveDuplicates();
    assertThat(Arrays.stream(split.query()).allMatch(asking::contains)).isTrue();
    assertThat(split.gallery()).isEqualTo(images.given().orElseThrow().train());
    assertThat(split("given", images, 1, Map.of("queries", 30)).query()).isEqualTo(split.query());
    assertThat(split("given", images, 2, Map.of("queries", 30)).query())
        .isNotEqualTo(split.query());
    // Which images learn does not depend on how many ask.
    assertThat(split("given", images, 1, Map.of()).validation()).isEqualTo(split.validation());
  }

  @Test
  void givenRefuses() {
    refused(people(9, 9), 0, "given: the data set comes without training and test lists");
    LabeledImages images = given(new int[] {5, 5}, new int[] {4, 3});
    refused(
        images, 5, "'queries' must be a multiple of the number of identities with query images, 2");
    refused(images, 8, "given: 8 queries are 4 per identity, but 'p1' has only 3 query images");
    refused(given(new int[] {5, 0}, new int[] {1, 1}), 0, "found 1 people and 2 query images");
    refused(given(new int[] {5, 5}, new int[] {0, 0}), 0, "found 2 people and 0 query images");
    refused(images, -1, "split.queries: must be in [0,");
    LabeledImages strangers = given(new int[] {5, 5, 0, 0}, new int[] {0, 0, 4, 4});
    refused(strangers, 0, "given: none of the 2 people in the test images has training images");
    assertThat(split("given", given(new int[] {5, 5, 0}, new int[] {1, 0, 4}), 1, Map.of()).query())
        .hasSize(5);
  }

  private static void refused(LabeledImages images, int queries, String message) {
    assertThatThrownBy(() -> split("given", images, 1, Map.of("queries", queries)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void listsMustBeOfTheSetAndApart() {
    assertThat(GivenSplit.ofCounts(2, 1).query()).containsExactly(2);
    assertThatThrownBy(() -> new GivenSplit(new int[] {0, 1, 5}, new int[] {2, 5}))
        .hasMessage("image 5 is in both train and query");
    assertThatThrownBy(() -> new GivenSplit(new int[] {1, 1}, new int[0]))
        .hasMessageContaining("train must be ascending from 0, found 1 after 1");
    assertThatThrownBy(() -> new GivenSplit(new int[0], new int[] {-1}))
        .hasMessageContaining("query must be ascending");
    LabeledImages two = people(1, 1);
    assertThatThrownBy(
            () ->
                new LabeledImages(
                    two.images(),
                    two.labels(),
                    two.identities(),
                    Optional.of(GivenSplit.ofCounts(2, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("given split: image 2 must be in [0, 2)");
  }

  @Test
  void badInput() {
    assertThatThrownBy(() -> split("youtube-faces", people(45, 44, 44), 1, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "youtube-faces: at least 2 people must have 45 or more images, found 1 of 3 people; the"
                + " person with the second most images has 44, and 5 of each person are held out;"
                + " valid: values of 'train' and 'queries' that add up to 44");
    assertThatThrownBy(() -> split("facescrub", people(3, 3, 3), 1, Map.of()))
        .hasMessageEndingWith("valid: at most 1 queries (for 'ddh train': --hold-out 1, or --all)");
    assertThatThrownBy(() -> split("facescrub", people(2, 2), 1, Map.of()))
        .hasMessageEndingWith("valid: 'ddh train --all', which holds out no images");
    Split all = SplitProtocols.everything(0.4).split(people(3, 2, 1), 1);
    assertThat(all.train().length + all.validation().length).isEqualTo(5);
    assertThat(all.query()).isEmpty();
    assertThat(all.leftOut()).hasSize(1);
    assertThatThrownBy(() -> split("unseen-identity", people(9, 9, 9), 1, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("found 2 and 1 people with the setting 'train-people' at 0.5");
    assertThatThrownBy(() -> SplitProtocols.defaults("lfw"))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "unknown protocol 'lfw'; valid: youtube-faces, facescrub, unseen-identity, given");
    assertThatThrownBy(() -> split("facescrub", people(9, 9), 1, Map.of("queries", 0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("split.queries");
    assertThatThrownBy(() -> split("facescrub", people(9, 9), 1, Map.of("train", 40)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("unknown key 'train'");
  }

  @Test
  void digestSeparatesTheLists() {
    Split a = new Split("x", 1, new int[] {1, 2}, new int[0], new int[0], new int[0], 2, List.of());
    Split b = new Split("x", 1, new int[] {1}, new int[] {2}, new int[0], new int[0], 2, List.of());
    assertThat(SplitProtocols.digest(a)).isNotEqualTo(SplitProtocols.digest(b));
  }
}
