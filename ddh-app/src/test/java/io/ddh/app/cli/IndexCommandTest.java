package io.ddh.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.core.BinaryCodes;
import io.ddh.core.npy.NpyCodes;
import io.ddh.retrieval.exchange.FaissIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ddh index} and {@code ddh search} with codes of another tool. */
class IndexCommandTest {
  private static final int PEOPLE = 30;
  private static final int EACH = 10;

  @TempDir private Path folder;
  private String index;

  /** Codes of people, each a centre with some bits flipped. */
  private void write(String name, int from, int to, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long[] words = new long[(to - from) * EACH];
    StringBuilder csv = new StringBuilder("label,source\n");
    for (int i = 0; i < words.length; i++) {
      int person = from + i / EACH;
      words[i] = new SplittableRandom(person * 7919L + 1).nextLong() >>> 16;
      for (int flips = 0; flips < 4; flips++) {
        words[i] ^= 1L << random.nextInt(48);
      }
      csv.append("person ").append(person).append(',').append(name).append(i).append(".png\n");
    }
    NpyCodes.write(folder.resolve(name + ".npy"), new BinaryCodes(48, words));
    Files.writeString(folder.resolve(name + ".csv"), csv);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private Tool build() {
    return Tool.of(
        "index", "build", file("g.npy"), "-o", index, "--bits", "48", "--faces", file("g.csv"));
  }

  @BeforeEach
  void codes() throws IOException {
    index = file("g.ddhx");
    write("g", 0, PEOPLE, 1);
    Tool built = build();
    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.out()).contains("300 faces, 48 bits").contains("does not contain a model");
  }

  private static void refused(Tool cli, String... texts) {
    assertThat(cli.code()).as(cli.out()).isEqualTo(2);
    assertThat(cli.err()).contains(texts);
    assertThat(cli.err().lines()).hasSize(1);
  }

  @Test
  void addDeleteStatCheckCompact() throws IOException {
    write("more", PEOPLE, PEOPLE + 1, 2);
    Tool added = Tool.of("index", "add", index, file("more.npy"), "--faces", file("more.csv"));
    assertThat(added.out()).contains("added 10, now 310 faces");
    Tool deleted = Tool.of("index", "delete", index, "--label", "person 3", "--id", "0,1,300");
    assertThat(deleted.out())
        .contains("faces deleted: 13; the deleted faces stay in the files until");
    Tool stat = Tool.of("index", "stat", index);
    assertThat(stat.out()).contains("297 of 30 people", "48 bits", "deleted      13");
    assertThat(Tool.of("index", "check", index).out()).contains("undamaged, 297 faces");
    assertThat(Tool.of("index", "compact", index).out()).contains("13 deleted faces removed");
    assertThat(Tool.of("index", "stat", index).out()).contains("297 of 30", "deleted      0");
    Tool gone = Tool.of("index", "delete", index, "--source", "more4.png", "--compact");
    assertThat(gone.out()).contains("faces deleted: 1, files rewritten");
    refused(
        Tool.of(
            "index", "delete", index, "--label", "person 4", "--label", "person 3", "--id", "0"),
        "no face has id 0, label 'person 3'; nothing was deleted");
    assertThat(Tool.of("index", "stat", index).out()).contains("deleted      0");
    write("mac", PEOPLE, PEOPLE + 1, 2); // its names as a Mac writes them, and a Mac's file
    String table =
        Files.readString(Path.of(file("mac.csv"))).replaceAll("person [0-9]+", "Zoe\u0308");
    Files.writeString(Path.of(file("mac.csv")), "\uFEFF" + table, StandardCharsets.UTF_16LE);
    Tool mac = Tool.of("index", "add", index, file("mac.npy"), "--faces", file("mac.csv"));
    assertThat(mac.out()).as(mac.err()).contains("added 10");
    assertThat(Tool.of("index", "delete", index, "--label", "Zo\u00eb").out())
        .contains("faces deleted: 10");
    refused(Tool.of("index", "delete", index), "--id, --label or --source");
    byte[] bytes = Files.readAllBytes(Path.of(index));
    bytes[9000] ^= 4;
    Files.write(Path.of(index), bytes);
    refused(Tool.of("index", "check", index), "damaged");
  }

  @Test
  void calibratesAndSearchesWithWhatWasKept() throws IOException {
    write("v", 10, PEOPLE + 20, 3);
    String chart = file("rates.png");
    Tool dry = Tool.of("index", "calibrate", index, "--dry-run");
    assertThat(dry.code()).as(dry.err()).isZero();
    assertThat(dry.out()).contains("index's own faces", "300 queries show people");
    assertThat(Tool.of("index", "stat", index).out()).contains("reject above -");
    Tool found =
        Tool.of(
            "index", "calibrate", index, file("v.npy"), "--faces", file("v.csv"), "--chart", chart);
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out())
        .contains("200 queries show people in the index, 200 show strangers; 40 people")
        .contains("Stored in the index: faces at a distance above ");
    assertThat(Path.of(chart)).isNotEmptyFile();
    assertThat(Tool.of("index", "stat", index).out())
        .contains("with faces that are not in the index");

    Tool json = Tool.of("search", index, file("v.npy"), "-k", "3", "--format", "json");
    assertThat(json.code()).as(json.err()).isZero();
    List<JsonNode> results = new ArrayList<>();
    for (String line : json.out().lines().toList()) {
      results.add(new ObjectMapper().readTree(line));
    }
    assertThat(results).hasSize(400);
    long strangers =
        results.subList(200, 400).stream().filter(a -> a.get("stranger").asBoolean()).count();
    assertThat(strangers).isGreaterThanOrEqualTo(198);
    long right =
        results.subList(0, 200).stream()
            .filter(a -> a.get("hits").size() > 0)
            .filter(a -> a.get("hits").get(0).get("label").asText().startsWith("person"))
            .count();
    assertThat(right).isGreaterThan(150);
    Tool open = Tool.of("search", index, file("v.npy"), "-k", "1", "--reject-above", "48");
    assertThat(open.out()).doesNotContain("no such person").contains("ms to search 300 faces");
    Tool none =
        Tool.of("search", index, file("v.npy"), "--reject-above", "0", "--sheet", file("x.html"));
    assertThat(none.out()).contains("no such person");
    assertThat(Files.readString(folder.resolve("x.html"))).contains("no such person");
    Tool never = Tool.of("index", "calibrate", index, "--false-accept", "0");
    assertThat(never.code()).isIn(0, 1);
  }

  @Test
  void aFaissIndexIsTakenToo() throws IOException {
    BinaryCodes codes = NpyCodes.read(folder.resolve("g.npy"), java.util.OptionalInt.of(48));
    FaissIndex.of(codes).write(folder.resolve("g.faiss"));
    Tool built = Tool.of("index", "build", file("g.faiss"), "-o", file("f.ddhx"));
    assertThat(built.out()).contains("300 faces, 48 bits");
    String npy = Tool.of("search", index, file("g.npy"), "--radius", "6", "--format", "json").out();
    String faiss =
        Tool.of("search", file("f.ddhx"), file("g.faiss"), "--radius", "6", "--format", "json")
            .out();
    assertThat(distances(faiss)).isEqualTo(distances(npy)).isNotEmpty();
  }

  private static List<String> distances(String json) {
    return json.lines()
        .map(line -> line.replaceAll("\"(query|label|source)\":\"[^\"]*\"", ""))
        .toList();
  }

  @Test
  void mistakesGetOneLine() throws IOException {
    refused(Tool.of("index", "build", file("g.npy"), "-o", index), "--bits");
    Path text = Files.writeString(folder.resolve("codes.txt"), "0101");
    refused(Tool.of("index", "build", text.toString(), "-o", index), ".ddhc, .npy or .faiss");
    refused(Tool.of("index", "build", file("no.npy"), "-o", index, "--bits", "48"), "no such file");
    refused(Tool.of("index", "add", file("no.ddhx"), file("g.npy")), "no.ddhx");
    refused(Tool.of("index", "add", index, file("g.npy"), file("g.npy")), "alone");
    String dir = folder.toString();
    refused(
        Tool.of("index", "build", file("g.npy"), "-o", dir, "--bits", "48"),
        dir + ": a folder; valid: the name of a file to write");
    refused(
        Tool.of("index", "build", file("g.npy"), "-o", text + "/no/x", "--bits", "48"),
        text + "/no/x: " + text.toAbsolutePath() + " is a file; valid: a path in a folder");
    refused(
        Tool.of("index", "build", file("g.npy"), "-o", "x", "--bits", "48", "--faces", dir),
        dir + ": a folder; valid: a CSV file");
    refused(Tool.of("index", "stat", file("g.csv")), "not a DDH index");
    refused(Tool.of("search", index, file("g.npy"), "-k", "0"), "-k", "valid: 1 to");
    refused(Tool.of("search", index, file("x.png")), "--model");
    refused(Tool.of("search", index, file("g.npy"), "--sheet", file("x.txt")), ".html or .png");
    refused(Tool.of("serve", index, "--port", "99999"), "--port");
    refused(Tool.of("serve", index, "--host", "0.0.0.0"), "--allow-network");
    refused(Tool.of("serve", index, "--port", "0"), "--model");
    refused(Tool.of("index"), "build, add, delete");
    refused(Tool.of("index", "calibrate", index, "--false-accept", "2"), "0 to 1");
    write("other", 40, 50, 1);
    refused(
        Tool.of("index", "calibrate", index, file("other.npy"), "--faces", file("other.csv")),
        "0 faces of people in the index");
    refused(
        Tool.of("index", "calibrate", index, file("g.npy"), "--faces", file("g.csv")),
        "0 faces of people in the index and 0 faces of strangers",
        "left out: ",
        "faces that have no label or are themselves in the index");
  }

  private FaissIndex faiss(String name, long... ids) throws IOException {
    long[] words = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      words[i] = new SplittableRandom(i).nextLong();
    }
    FaissIndex made = new FaissIndex(new BinaryCodes(64, words), ids);
    made.write(folder.resolve(name));
    return made;
  }

  @Test
  void idsOfAFaissIndexStay() throws IOException {
    faiss("m.faiss", 1050, 7, 5_000_000_000L);
    faiss("q.faiss", 0);
    Files.writeString(folder.resolve("m.csv"), "Label; age\nAda;3\nBob;4\nCy;5\n");
    String own = file("m.ddhx");
    Tool built = Tool.of("index", "build", file("m.faiss"), "-o", own, "--faces", file("m.csv"));
    assertThat(built.code()).as(built.err()).isZero();
    assertThat(built.out()).contains("3 faces").contains("m.csv: columns not used: age");
    Tool found = Tool.of("search", own, file("q.faiss"), "-k", "1", "--format", "json");
    JsonNode hit = new ObjectMapper().readTree(found.out()).get("hits").get(0);
    assertThat(hit.get("id").asLong()).isEqualTo(1050);
    assertThat(hit.get("label").asText()).isEqualTo("Ada");
    assertThat(hit.get("distance").asInt()).isZero();
    Files.writeString(folder.resolve("m.csv"), "id,label\n7,Bob\n1050,Ada\n5000000000,Cy\n");
    Tool sorted = Tool.of("index", "build", file("m.faiss"), "-o", "x", "--faces", file("m.csv"));
    refused(sorted, "m.csv: its ids are not in the codes' order");
    faiss("below.faiss", 8, 6_000_000_000L);
    Tool below = Tool.of("index", "add", own, file("below.faiss"));
    assertThat(below.code()).isEqualTo(2);
    assertThat(below.err())
        .contains("id 8 is not above all")
        .contains("valid: 5000000001 or higher")
        .hasLineCount(1);
    faiss("above.faiss", 9_000_000_000L, 8_000_000_000L);
    assertThat(Tool.of("index", "add", own, file("above.faiss")).out()).contains("now 5 faces");
    assertThat(Tool.of("index", "delete", own, "--id", "1050,8000000000").out())
        .contains("faces deleted: 2");
  }

  @Test
  void idsThatNoIndexTakesAreRefused() throws IOException {
    faiss("twice.faiss", 3, 4, 3);
    faiss("negative.faiss", 3, -4);
    faiss("last.faiss", Long.MAX_VALUE);
    String[][] bad = {
      {"twice.faiss", "id 3 occurs twice"},
      {"negative.faiss", "id -4; valid: 0 to"},
      {"last.faiss", "id 9223372036854775807; valid: 0 to 9223372036854775806"}
    };
    for (String[] one : bad) {
      Tool cli = Tool.of("index", "build", file(one[0]), "-o", file("no.ddhx"));
      assertThat(cli.code()).isEqualTo(2);
      assertThat(cli.err()).contains(one[0]).contains(one[1]).hasLineCount(1);
      assertThat(folder.resolve("no.ddhx")).doesNotExist();
    }
  }
}
