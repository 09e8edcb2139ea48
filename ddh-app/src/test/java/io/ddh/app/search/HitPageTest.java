package io.ddh.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.ddh.app.images.SourceImages;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** File names and labels come from anybody and must stay text on the page. */
class HitPageTest {
  private static final String HOSTILE = "<script>\"'&";
  private static final String ESCAPED = "&lt;script&gt;&quot;&#39;&amp;";

  private static String page(SearchResult result) {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    return new HitSheet(
            HOSTILE,
            List.of(new HitSheet.Row(result, Optional.of(image))),
            new SourceImages(Optional.empty()))
        .html();
  }

  @Test
  void escapesTextAndAttributes() {
    String html =
        page(
            new SearchResult(
                HOSTILE,
                List.of(new SearchResult.Hit(1, 3, 7, HOSTILE, HOSTILE)),
                OptionalInt.empty(),
                OptionalInt.of(3)));
    assertThat(html)
        .doesNotContain("<script", HOSTILE)
        .contains("<title>" + ESCAPED + "</title>", "<h1>" + ESCAPED + "</h1>")
        .contains("<figcaption>" + ESCAPED + "</figcaption>")
        .contains("<figure class=\"hit\" title=\"" + ESCAPED + "\">")
        .contains("<figcaption>distance 3 · " + ESCAPED + "</figcaption>")
        .contains("image not available")
        .contains("src=\"data:image/png;base64,iVBOR")
        .doesNotContain("no such person");
    assertThat(html.split("<figure", -1)).hasSize(3);
  }

  @Test
  void saysThatThereIsNobody() {
    assertThat(page(new SearchResult("q", List.of(), OptionalInt.of(2), OptionalInt.of(9))))
        .contains(
            "<p>no such person: the nearest face is at distance 9, above the rejection distance 2</p>");
  }
}
