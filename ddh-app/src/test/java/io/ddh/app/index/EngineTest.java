package io.ddh.app.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.app.codes.CodeSource;
import io.ddh.app.codes.ListedCodes;
import io.ddh.app.images.FaceImages;
import io.ddh.app.images.SourceImages;
import io.ddh.app.model.HashModel;
import io.ddh.app.search.HitSheet;
import io.ddh.app.search.QueryFiles;
import io.ddh.app.search.SearchRequest;
import io.ddh.app.search.SearchResult;
import io.ddh.app.search.SearchResultText;
import io.ddh.core.BadInputException;
import io.ddh.core.BinaryCodes;
import io.ddh.core.Progress;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds an index from images and searches it. */
class EngineTest {
  @TempDir private static Path rendered;
  @TempDir private Path folder;
  private Path faces;
  private Path model;
  private Path index;
  private final List<String> told = new ArrayList<>();

  @BeforeAll
  static void render() throws IOException {
    Rendered.write(rendered.resolve("faces"), 5, 4);
  }

  @BeforeEach
  void build() throws IOException {
    faces = rendered.resolve("faces");
    model = Rendered.model(folder, "good");
    index = folder.resolve("faces.ddhx");
    try (CodeSource codes = images(Optional.empty(), faces)) {
      Indexing.build(index, "faces", codes, Optional.of(model), Optional.of(faces), Progress.NONE);
    }
  }

  private CodeSource images(Optional<String> label, Path... paths) throws IOException {
    return new FaceImages(
        HashModel.read(model),
        FaceImages.list(List.of(paths), label, Optional.of(faces), note -> {}),
        told::add);
  }

  private static SearchRequest request(int k) {
    return new SearchRequest(k, OptionalInt.empty(), OptionalInt.empty());
  }

  private List<SearchResult> search(SearchRequest request, Path... paths) throws IOException {
    List<SearchResult> results = new ArrayList<>();
    new QueryFiles(index, 2)
        .search(List.of(paths), request, (result, image) -> results.add(result), told::add);
    return results;
  }

  private static Path path(Path root, String source) {
    return root.resolve(source);
  }

  @Test
  void anImageFindsItselfFirstAndTheModelTravelsWithTheIndex() throws IOException {
    Files.delete(model);
    CodeIndex opened = CodeIndex.open(index);
    assertThat(opened.size()).isEqualTo(20);
    Item item = opened.item(7);
    assertThat(item.source()).isEqualTo(item.label() + "/" + fileName(item));
    SearchResult result = search(request(3), path(faces, item.source())).get(0);
    assertThat(result.hits()).hasSize(3);
    assertThat(result.hits().get(0).distance()).isZero();
    assertThat(result.hits().get(0).label()).isEqualTo(item.label());
    assertThat(result.stranger()).isFalse();
  }

  private static String fileName(Item item) {
    return Path.of(item.source()).getFileName().toString();
  }

  /** Every hit against a loop over all codes. */
  @Test
  void answersAreThoseOfALoop() throws IOException {
    CodeIndex opened = CodeIndex.open(index);
    Item query = opened.item(11);
    BinaryCodes code = new BinaryCodes(48, query.code());
    List<long[]> expected = new ArrayList<>();
    for (int row = 0; row < 20; row++) {
      BinaryCodes other = new BinaryCodes(48, opened.item(row).code());
      expected.add(new long[] {code.distance(0, other, 0), row});
    }
    expected.sort((a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    List<SearchResult.Hit> hits = search(request(20), path(faces, query.source())).get(0).hits();
    assertThat(hits)
        .extracting(SearchResult.Hit::id)
        .containsExactlyElementsOf(expected.stream().map(e -> e[1]).toList());
    int radius = (int) expected.get(4)[0];
    SearchRequest within =
        new SearchRequest(SearchRequest.MOST, OptionalInt.of(radius), OptionalInt.empty());
    assertThat(search(within, path(faces, query.source())).get(0).hits())
        .isEqualTo(hits.stream().filter(hit -> hit.distance() <= radius).toList());
  }

  @Test
  void beyondTheRejectionDistanceNobodyIsFound() throws IOException {
    Path strange = folder.resolve("strange.png");
    var noise = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      noise.setRGB(i % 8, i / 8, i * 37 % 64 * 0x040404);
    }
    ImageIO.write(noise, "png", strange.toFile());
    SearchResult open = search(request(2), strange).get(0);
    int nearest = open.nearest().getAsInt();
    assertThat(nearest).isPositive();
    SearchRequest strict = new SearchRequest(2, OptionalInt.empty(), OptionalInt.of(nearest - 1));
    SearchResult none = search(strict, strange).get(0);
    assertThat(none.hits()).isEmpty();
    assertThat(none.stranger()).isTrue();
    assertThat(SearchResultText.table(none).get(1))
        .contains("no such person", "distance " + nearest, "rejection distance " + (nearest - 1));
    try (var writer = io.ddh.retrieval.index.IndexWriter.open(index)) {
      FaceIndex.keepRejection(writer, nearest - 1, "a test");
    }
    assertThat(search(request(2), strange).get(0)).isEqualTo(none);
    Indexing.compact(index);
    assertThat(search(request(2), strange).get(0)).isEqualTo(none);
  }

  @Test
  void brokenImagesAreNamedAndTheOthersGoOn() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jpg"), "no image");
    Path good = path(faces, CodeIndex.open(index).item(0).source());
    assertThat(search(request(1), broken, good, folder.resolve("gone.png"))).hasSize(1);
    assertThat(told).hasSize(2);
    assertThat(told.get(0)).contains("broken.jpg");
    assertThat(told.get(1)).contains("gone.png");
  }

  @Test
  void deletedPeopleAreGoneFromTheFilesAfterCompaction() throws IOException {
    try (CodeSource codes = images(Optional.of("Zaphod"), faces.resolve("person-1"))) {
      assertThat(Indexing.add(index, "more", codes, Progress.NONE)).isEqualTo(4);
    }
    Indexing.compact(index);
    int deleted =
        Indexing.delete(
            index,
            items -> items.filter(i -> i.label().equals("Zaphod")).mapToLong(Item::id).toArray());
    assertThat(deleted).isEqualTo(4);
    assertThat(CodeIndex.open(index).size()).isEqualTo(20);
    assertThat(content()).contains("Zaphod");
    Indexing.compact(index);
    assertThat(content()).doesNotContain("Zaphod");
    assertThat(CodeIndex.open(index).stat().deleted()).isZero();
    CodeIndex.open(index).check(Progress.NONE);
  }

  private String content() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String end : List.of("", ".log")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("faces.ddhx" + end));
      all.append(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  @Test
  void codesOfAnotherModelOrLengthAreRefusedWithBothDigests() throws IOException {
    Path other = Rendered.model(folder, "other");
    HashModel wrong = HashModel.read(other);
    CodeSource codes =
        new FaceImages(
            wrong,
            FaceImages.list(List.of(faces), Optional.empty(), Optional.empty(), note -> {}),
            told::add);
    assertThatThrownBy(() -> Indexing.add(index, "codes", codes, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(wrong.digest())
        .hasMessageContaining(HashModel.read(model).digest())
        .message()
        .doesNotContain("\n");
    CodeSource shorter =
        new ListedCodes(
            Path.of("x.npy"), new BinaryCodes(12, new long[3]), Optional.empty(), Optional.empty());
    assertThatThrownBy(() -> Indexing.add(index, "x.npy", shorter, Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("12 bits");
    assertThatThrownBy(
            () ->
                Indexing.build(
                    folder.resolve("y.ddhx"),
                    "codes",
                    codes,
                    Optional.of(model),
                    Optional.empty(),
                    Progress.NONE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(wrong.digest());
    assertThat(folder.resolve("y.ddhx")).doesNotExist();
  }

  @Test
  void anIndexWithoutAModelTakesNoImages() throws IOException {
    CodeSource codes =
        new ListedCodes(
            Path.of("x.npy"), new BinaryCodes(48, new long[3]), Optional.empty(), Optional.empty());
    Indexing.build(index, "x", codes, Optional.empty(), Optional.empty(), Progress.NONE);
    Path image = faces.resolve("person-1");
    assertThatThrownBy(() -> search(request(1), image.resolve("x.png")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("--model");
  }

  @Test
  void picturesAreReadBelowTheirFolderOnly() throws IOException {
    SourceImages images = new SourceImages(Optional.of(faces));
    String source = CodeIndex.open(index).item(3).source();
    assertThat(images.square(source, 20)).isPresent();
    assertThat(images.square(faces.resolve(source).toString(), 20)).isPresent();
    Path outside = rendered.resolve("outside.png");
    Files.copy(faces.resolve(source), outside);
    Path link = Files.createSymbolicLink(faces.resolve("link.png"), outside);
    assertThat(images.square("../outside.png", 20)).isEmpty();
    assertThat(images.square("link.png", 20)).isEmpty();
    Files.delete(link);
    assertThat(images.square(outside.toString(), 20)).isEmpty();
    assertThat(images.square("", 20)).isEmpty();
    assertThat(images.square("no\0such", 20)).isEmpty();
    assertThat(new SourceImages(Optional.empty()).square(source, 20)).isEmpty();
  }

  @Test
  void sheetsShowWhatIsThereAndEscapeTheRest() throws IOException {
    Item item = CodeIndex.open(index).item(3);
    SearchResult.Hit there =
        new SearchResult.Hit(1, 2, 3, "<script>alert('x')</script>", item.source());
    SearchResult.Hit gone = new SearchResult.Hit(2, 5, 4, "Bob \"B\" & Co", "no/such.png");
    SearchResult result =
        new SearchResult("q<&>.png", List.of(there, gone), OptionalInt.of(9), OptionalInt.of(2));
    SearchResult nobody =
        new SearchResult("n.png", List.of(), OptionalInt.of(1), OptionalInt.of(7));
    Optional<Path> queryImage = Optional.of(faces.resolve(item.source()));
    HitSheet sheet =
        new HitSheet(
            "rendered faces",
            List.of(HitSheet.Row.of(result, queryImage), HitSheet.Row.of(nobody, Optional.empty())),
            new SourceImages(Optional.of(faces)));
    Path html = folder.resolve("hits.html");
    sheet.write(html);
    String page = Files.readString(html);
    assertThat(page).doesNotContain("<script", "q<&>", "\"B\"").contains("image not available");
    assertThat(page).contains("&lt;script&gt;", "no such person", "Content-Security-Policy");
    assertThat(page.split("data:image/png;base64,", -1)).hasSize(3); // query and one hit
    assertThat(page).doesNotContain("http://", "https://", "src=\"/");
    Path png = folder.resolve("hits.png");
    sheet.write(png);
    var image = ImageIO.read(png.toFile());
    assertThat(image.getWidth()).isGreaterThan(500);
    assertThatThrownBy(() -> sheet.write(folder.resolve("hits.txt")))
        .isInstanceOf(BadInputException.class);
  }

  @Test
  void tablesOfFacesAreReadAsSpreadsheetsWriteThem() throws IOException {
    Path csv = folder.resolve("faces.csv");
    Files.writeString(csv, "\ufeffsource,extra,label\r\na.png,1,\"Ada, \"\"A\"\"\"\r\nb.png,,\r\n");
    FaceTable table = FaceTable.read(csv);
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.label(0)).isEqualTo("Ada, \"A\"");
    assertThat(table.source(1)).isEqualTo("b.png");
    assertThat(table.label(1)).isEmpty();
    assertThatThrownBy(
            () ->
                new ListedCodes(
                    csv, new BinaryCodes(8, new long[3]), Optional.empty(), Optional.of(table)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("2 lines");
    for (String bad : List.of("", "name,file\n", "label\n\"open", "label,source\nx\n")) {
      Files.writeString(csv, bad);
      assertThatThrownBy(() -> FaceTable.read(csv)).isInstanceOf(BadInputException.class);
    }
  }
}
