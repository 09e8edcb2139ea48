package io.ddh.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.ddh.retrieval.index.CodeIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. The screenshot stays in target/serve.png. */
class BrowserTest {
  // The browser may still write to its profile when it is told to end.
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void aPhotoChosenDroppedOrBrokenIsAnswered() throws Exception {
    Optional<Path> program = Chromium.installed();
    assumeTrue(program.isPresent(), "no Chromium on the PATH: the page is not tested");
    Served served = Served.start(folder, ServerLimits.DEFAULT);
    try (FaceServer server = served.server();
        Chromium page = new Chromium(program.get(), Files.createDirectory(folder.resolve("p")))) {
      Path photo = served.faces().resolve(CodeIndex.open(served.index()).item(6).source());
      page.send("Page.navigate", Map.of("url", "http://127.0.0.1:" + server.port() + "/"));
      page.await("document.readyState + document.title", "completeWho is it?");

      page.choose("#file", photo);
      page.await("document.querySelectorAll('#hits li').length", "10");
      assertThat(page.evaluate("document.querySelector('#hits li span').textContent"))
          .isEqualTo("distance 0");
      assertThat(page.evaluate("document.querySelector('#hits li b').textContent"))
          .isEqualTo(photo.getParent().getFileName().toString());
      page.await(
          "[...document.querySelectorAll('#hits img')].every(i => i.naturalWidth === 160)", "true");
      JsonNode shot = page.send("Page.captureScreenshot", Map.of("format", "png"));
      Path file = Files.createDirectories(Path.of("target")).resolve("serve.png");
      Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));

      page.evaluate(
          "fetch('/picture/3').then(r => r.blob()).then(b => { const d = new DataTransfer();"
              + " d.items.add(new File([b], 'x.png', {type: 'image/png'}));"
              + " document.getElementById('drop').dispatchEvent("
              + "new DragEvent('drop', {dataTransfer: d, bubbles: true, cancelable: true})); })");
      page.await("document.querySelectorAll('#hits li').length", "10");

      page.choose("#file", Files.writeString(folder.resolve("no.png"), "no image"));
      page.await("document.getElementById('state').className", "bad");
      assertThat(page.evaluate("document.querySelectorAll('#hits li').length")).isEqualTo("0");

      // Each face of a photo has its box, in shares of the photo, and its own hits.
      page.evaluate(
          "window.fetch = async () => new Response(JSON.stringify({box: [10, 5, 20, 25],"
              + " photo_size: [100, 50], stranger: false, nearest: 3, hits: [{id: 3, distance: 3,"
              + " label: 'Ada'}], others: [{box: [50, 0, 25, 50], photo_size: [100, 50],"
              + " stranger: true, nearest: 41, reject_above: 31, hits: []}]}))");
      page.choose("#file", photo);
      page.await(
          "[...document.querySelectorAll('.box')].map(b => b.style.left + b.style.top"
              + " + b.style.width + b.style.height + ' ' + b.textContent).join()",
          "10%10%20%50% 1,50%0%25%100% 2");
      page.await(
          "[...document.querySelectorAll('#hits li')].map(e => e.textContent).join('; ')",
          "Face 1; Adadistance 3; Face 2: no such person: the nearest face is at distance 41,"
              + " above the rejection distance 31");
      page.await("document.getElementById('state').textContent", "2 faces on the photo");

      // By keyboard: the first stop is the file input, and Space opens its dialogue.
      page.send("Page.setInterceptFileChooserDialog", Map.of("enabled", true));
      page.evaluate("document.activeElement.blur()");
      page.press("Tab", 9, "\t");
      page.await("document.activeElement.id", "file");
      page.press(" ", 32, " ");
      for (int i = 0; i < 100 && page.events("Page.fileChooserOpened").isEmpty(); i++) {
        Thread.sleep(50);
      }
      assertThat(page.events("Page.fileChooserOpened")).hasSize(1);

      // No script failed and the page's own policy stopped nothing; the 400 of above is logged.
      assertThat(page.events("Runtime.exceptionThrown")).isEmpty();
      assertThat(page.events("Log.entryAdded"))
          .allMatch(e -> e.get("entry").get("text").asText().contains("400"));
    }
  }
}
