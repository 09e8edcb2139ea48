package io.ddh.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Settings;
import io.ddh.data.read.folder.FaceScrubReader;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.YouTubeFacesReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YouTube Faces, FaceScrub and face boxes: which pixels are taken, and what is left out. */
class FaceSetsTest {
  @TempDir Path temp;

  private Dataset read(DatasetReader reader, Path path, Map<String, Object> more)
      throws IOException {
    Map<String, Object> given = new TreeMap<>(Map.of("path", path.toString(), "channels", 1));
    given.putAll(more);
    return reader.read(
        "d",
        Settings.of("datasets.d", reader.defaults(), given),
        temp.resolve("work"),
        Progress.NONE);
  }

  /** A grey image whose pixel (x, y) has the value 16·y + x. */
  private static byte[] ramp(int width, int height) {
    byte[] samples = new byte[width * height];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (16 * (i / width) + i % width);
    }
    return TestImages.pnm(width, height, 1, 255, samples);
  }

  private static byte[] plain(int grey) {
    byte[] samples = new byte[64];
    Arrays.fill(samples, (byte) grey);
    return TestImages.pnm(8, 8, 1, 255, samples);
  }

  private static int first(Dataset data, int image) {
    return data.images().images().pixels()[image * data.images().images().imageLength()] & 255;
  }

  private Path csv(String text) throws IOException {
    Path root = temp.resolve("set");
    TestImages.write(root.resolve("a/1.pgm"), ramp(12, 9));
    TestImages.write(root.resolve("b/v/2.pgm"), ramp(12, 9));
    Files.writeString(root.resolve("boxes.csv"), text, StandardCharsets.UTF_8);
    return root;
  }

  @Test
  void boxesAreCutOut() throws IOException {
    Path root =
        csv(
            "\uFEFFscore,path,x,y,width,height\n9,a/1.pgm,3,2,2,2\n\n9,\".\\b\\v\\2.pgm\", 4.6 ,1,1,1\n");
    Map<String, Object> boxes = Map.of("boxes", "boxes.csv", "size", 2);
    Dataset data = read(new FolderReader(), root, boxes);
    assertThat(data.images().images().pixels())
        .containsExactly(16 * 2 + 3, 16 * 2 + 4, 16 * 3 + 3, 16 * 3 + 4, 21, 21, 21, 21);
    assertThat(data.counts()).containsEntry("boxes.without-file", 0L).containsEntry("images", 2L);
    // Half of its size more on every side: 4×4 from (2, 1), and the mean of each quarter.
    Map<String, Object> wide = new TreeMap<>(boxes);
    wide.put("margin", 0.5);
    assertThat(first(read(new FolderReader(), root, wide), 0))
        .isEqualTo(Math.round((16 * 1 + 2 + 16 * 1 + 3 + 16 * 2 + 2 + 16 * 2 + 3) / 4f));
    // What lies outside is cut off.
    Files.writeString(root.resolve("boxes.csv"), "path,x,y,width,height\na/1.pgm,-5,-5,6,6\n");
    Dataset one = read(new FolderReader(), root, boxes);
    assertThat(one.images().images().pixels()).containsOnly(0);
    assertThat(one.notes()).anyMatch(n -> n.equals("skipped b/v/2.pgm: no box in boxes.csv"));
  }

  @Test
  void boxesOfUprightImages() throws IOException {
    // Stored 2 wide and 4 high; turned to the right it is 4 wide: its left half is the stored
    // lower.
    byte[] jpeg = TestImages.encode(TestImages.quarters(32, 64), "jpg");
    Path root = temp.resolve("exif");
    TestImages.write(root.resolve("a/1.jpg"), TestImages.withOrientation(jpeg, 6, true));
    TestImages.write(root.resolve("b/1.pgm"), plain(3));
    Files.writeString(
        root.resolve("b.csv"), "path,x,y,width,height\na/1.jpg,2,2,24,10\nb/1.pgm,0,0,8,8\n");
    byte[] left =
        read(new FolderReader(), root, Map.of("boxes", "b.csv", "size", 1, "channels", 3))
            .images()
            .images()
            .pixels();
    // The upright image's left upper quarter is the stored left lower one: blue.
    assertThat(left[2] & 255).isGreaterThan(200);
    assertThat(left[0] & 255).isLessThan(60);
  }

  @Test
  void badBoxes() throws IOException {
    for (String[] bad :
        new String[][] {
          {"", "is empty"},
          {"x,y,width,height\n", "boxes.csv:1: no column 'path'"},
          {"path,x,y,width\n", "boxes.csv:1: no column 'height'"},
          {"path,x,y,width,height\na/1.pgm,1,2,3\n", "boxes.csv:2: 4 values"},
          {"path,x,y,width,height\na/1.pgm,1,2,0,3\n", "width must be more than 0 pixels"},
          {"path,x,y,width,height\na/1.pgm,1e9,2,1,3\n", "x must be a number of pixels"},
          {"path,x,y,width,height\na/1.pgm,1,2,9e9,3\n", "width must be a number of pixels"},
          {"path,x,y,width,height\na/1.pgm,.1,.2,.5,.5\n", "x must be a number of pixels"},
          {
            "path,x,y,width,height\na/1.pgm,0.1,0.2,0.5,0.5\n",
            "they seem to be fractions of the image size"
          },
          {"path,x,y,width,height\nA1.pgm,1,2,3,4\n", "which has paths such as 'A1.pgm'"},
          {"path,x,y,width,height\na/1.pgm,NaN,2,1,3\n", "found 'NaN'"},
          {"path,x,y,width,height\n\"a/1.pgm,1,2,3,4\n", "a double quote without a closing one"},
          {"path,x,y,width,height\na/1.pgm,1,2,3,4\na/1.pgm,1,2,3,4\n", "a/1.pgm occurs twice"},
          {"path,x,y,width,height\na/1.pgm,50,50,3,4\n", "none of 2 image files"}
        }) {
      Path root = csv(bad[0]);
      assertThatThrownBy(() -> read(new FolderReader(), root, Map.of("boxes", "boxes.csv")))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining(bad[1]);
    }
    Path root = csv("path,x,y,width,height\n");
    assertThatThrownBy(
            () -> read(new FolderReader(), root, Map.of("boxes", "boxes.csv", "crop", "4%")))
        .hasMessageContaining("datasets.d.crop: must be 0");
    assertThatThrownBy(() -> read(new FolderReader(), root, Map.of("boxes", "none.csv")))
        .hasMessageContaining("none.csv: no such file");
  }

  private Path youTube() throws IOException {
    Path root = temp.resolve("ytf");
    for (int p = 0; p < 3; p++) {
      for (int v = 0; v < 2; v++) {
        for (int f = 0; f < 10; f++) {
          String name = "P_" + p + "/" + v + "/aligned_detect_" + v + "." + f + ".pgm";
          TestImages.write(root.resolve("aligned_images_DB/" + name), plain(80 * p + 10 * v + f));
        }
      }
    }
    return root;
  }

  @Test
  void framesAreDrawnFromAllVideos() throws IOException {
    Path root = youTube();
    YouTubeFacesReader reader = new YouTubeFacesReader();
    Dataset all = read(reader, root, Map.of("frames", 0, "size", 1));
    assertThat(all.images().size()).isEqualTo(60);
    Dataset some = read(reader, root, Map.of("frames", 12, "size", 1));
    assertThat(some.images().identities()).containsExactly("P_0", "P_1", "P_2");
    assertThat(some.counts()).containsEntry("frames", 60L).containsEntry("frames.taken", 36L);
    assertThat(some.images().images().pixels()).doesNotHaveDuplicates();
    for (int p = 0; p < 3; p++) {
      boolean[] video = new boolean[2];
      for (int i = 0; i < 12; i++) {
        int value = some.images().images().pixels()[12 * p + i] & 255;
        assertThat(value / 80).isEqualTo(p);
        video[value % 80 / 10] = true;
      }
      assertThat(video).containsExactly(true, true);
    }
    assertThat(read(reader, root, Map.of("frames", 12, "size", 1, "seed", 5)).digest())
        .isNotEqualTo(some.digest());
    // Another person changes nobody's frames.
    TestImages.write(root.resolve("aligned_images_DB/A/0/aligned_detect_0.1.pgm"), plain(250));
    byte[] more = read(reader, root, Map.of("frames", 12, "size", 1)).images().images().pixels();
    assertThat(Arrays.copyOfRange(more, 1, 37)).isEqualTo(some.images().images().pixels());
    // The same from the folder itself and from an archive.
    Path inner = root.resolve("aligned_images_DB");
    assertThat(read(reader, inner, Map.of("frames", 0, "size", 1)).images().size()).isEqualTo(61);
  }

  @Test
  void framesAreCutOutByTheirBoxes() throws IOException {
    Path root = temp.resolve("frames/frame_images_DB");
    TestImages.write(root.resolve("A/0/0.1.pgm"), ramp(12, 9));
    TestImages.write(root.resolve("A/0/0.2.pgm"), ramp(12, 9));
    TestImages.write(root.resolve("B/1/1.1.pgm"), ramp(12, 9));
    Files.writeString(
        root.resolve("A.labeled_faces.txt"),
        "A\\0\\0.1.jpg,0,5,5,2,2,0.0,1\nA\\0\\0.1.pgm,0,5,4,2,2,0.0,1\n");
    Files.writeString(
        root.resolve("B.labeled_faces.txt"), "nonsense\n\nB\\1\\1.1.pgm,0,2,2,2,2,0.0,1\r\n");
    Dataset data =
        read(new YouTubeFacesReader(), root.getParent(), Map.of("size", 2, "images", "frames"));
    assertThat(data.images().images().pixels()).containsExactly(52, 53, 68, 69, 17, 18, 33, 34);
    assertThat(data.counts()).containsEntry("frames.without-box", 1L);
    assertThat(data.notes())
        .contains("1 frames without a face box are left out")
        .anyMatch(
            n ->
                n.startsWith(
                    "skipped frame_images_DB/B.labeled_faces.txt:1: line skipped, must be path"));
    assertThatThrownBy(() -> read(new YouTubeFacesReader(), root, Map.of("crop", "40%")))
        .hasMessageContaining("the setting 'crop' must be 'auto' or 0 for frame_images_DB");
    Files.delete(root.resolve("A.labeled_faces.txt"));
    Files.delete(root.resolve("B.labeled_faces.txt"));
    assertThatThrownBy(() -> read(new YouTubeFacesReader(), root.getParent(), Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("no lists of face boxes, expected a file 'person.labeled_faces.txt'");
  }

  /** Sizes as in one video of the set: a face of 137 and one of 145 pixels, times 2.2. */
  @Test
  void alignedFramesAreCutToTheDetectedFace() throws IOException {
    Path root = temp.resolve("aligned");
    for (int side : new int[] {301, 319}) {
      byte[] samples = new byte[side * side];
      int face = (int) Math.round(0.45 * side);
      int start = (side - face) / 2;
      for (int y = start; y < start + face; y++) {
        Arrays.fill(samples, y * side + start, y * side + start + face, (byte) 100);
      }
      Path file = root.resolve("aligned_images_DB/A_B/0/aligned_detect_0." + side + ".pgm");
      TestImages.write(file, TestImages.pnm(side, side, 1, 255, samples));
    }
    YouTubeFacesReader reader = new YouTubeFacesReader();
    byte[] faces = read(reader, root, Map.of("size", 3)).images().images().pixels();
    assertThat(faces).hasSize(2 * 9).containsOnly(100);
    assertThat(read(reader, root, Map.of("size", 3, "crop", "45%")).images().images().pixels())
        .isEqualTo(faces);
    assertThat(read(reader, root, Map.of("size", 3, "crop", "50%")).images().images().pixels())
        .isNotEqualTo(faces);
    assertThat(read(reader, root, Map.of("size", 3, "crop", 0)).images().images().pixels())
        .contains(100)
        .isNotEqualTo(faces);
  }

  private static String row(String name, int id, byte[] image) {
    String digest = HexFormat.of().formatHex(Seeds.sha256().digest(image));
    return String.join("\t", name, "" + id, "" + (900 + id), "http://x", "3,2,5,4", digest) + "\n";
  }

  @Test
  void faceScrubLeavesOutDeadAndAlteredFiles() throws IOException {
    Path root = temp.resolve("scrub");
    byte[] ramp = ramp(12, 9);
    StringBuilder list = new StringBuilder("name\timage_id\tface_id\turl\tbbox\tsha256\n");
    for (int i = 1; i <= 4; i++) {
      list.append(row("Ann B. C", i, ramp));
    }
    list.append(row("Gone Girl", 5, ramp)).append("broken\trow\n");
    Files.createDirectories(root);
    Files.writeString(root.resolve("facescrub_actors.txt"), list, StandardCharsets.UTF_8);
    for (String folder : List.of("images", "faces")) {
      String end = folder.equals("faces") ? "_901" : "";
      TestImages.write(root.resolve(folder + "/Ann_B._C/Ann_B._C_1" + end + ".jpeg"), ramp);
    }
    TestImages.write(root.resolve("images/Ann_B._C/Ann_B._C_2.png"), plain(9));
    TestImages.write(root.resolve("images/Ann_B._C/Ann_B._C_3.pgm"), ramp);
    Dataset data = read(new FaceScrubReader(), root, Map.of("size", 2));
    assertThat(data.images().identities()).containsExactly("Ann B. C");
    assertThat(data.images().images().pixels()).containsExactly(35, 36, 51, 52, 35, 36, 51, 52);
    assertThat(data.counts())
        .containsEntry("images", 2L)
        .containsEntry("files.altered", 1L)
        .containsEntry("rows", 5L)
        .containsEntry("rows.without-file", 2L)
        .containsEntry("rows.unreadable", 1L)
        .containsEntry("people.without-images", 1L);
    assertThat(data.notes())
        .anyMatch(
            n -> n.startsWith("left out images/Ann_B._C/Ann_B._C_2.png (face 902): altered: "))
        .anyMatch(n -> n.equals("2 of 5 rows have no image (dead links): Ann B. C 4, Gone Girl 5"))
        .anyMatch(n -> n.startsWith("row skipped: facescrub_actors.txt:7: must hold name"))
        .contains("images are named like 'person/person_imageid'");
    Dataset unverified = read(new FaceScrubReader(), root, Map.of("size", 2, "verify", false));
    assertThat(unverified.images().size()).isEqualTo(3);
    // Faces that are cut out already.
    assertThat(read(new FolderReader(), root.resolve("faces"), Map.of()).images().size())
        .isEqualTo(1);
  }

  @Test
  void otherNamesOfFaceScrubFiles() throws IOException {
    byte[] ramp = ramp(12, 9);
    String digest = HexFormat.of().formatHex(Seeds.sha256().digest(ramp));
    for (String name : List.of("Al Bo/Al Bo_907.pgm", "Al_Bo/7.pgm", digest + ".pgm")) {
      Path root = Files.createTempDirectory(temp, "names");
      Files.writeString(root.resolve("facescrub_actresses.txt"), row("Al Bo", 7, ramp));
      TestImages.write(root.resolve(name), ramp);
      assertThat(read(new FaceScrubReader(), root, Map.of()).images().size()).isEqualTo(1);
    }
    // As FaceScrub's usual downloader leaves them: the photo, and below it the face; case may
    // change.
    String url = "158b48105e50a8dfe5ed540d034d055ef48ae3a8";
    Path usual = Files.createTempDirectory(temp, "usual");
    Files.writeString(usual.resolve("facescrub_actresses.txt"), row("Al Bo", 7, ramp));
    TestImages.write(usual.resolve("download/al bo/" + url + ".jpeg"), ramp);
    TestImages.write(usual.resolve("download/al bo/face/" + url + ".jpeg"), plain(1));
    Dataset found = read(new FaceScrubReader(), usual, Map.of("size", 2));
    assertThat(found.images().images().pixels()).containsExactly(35, 36, 51, 52);
    assertThat(found.notes())
        .contains(
            "images are named like 'person/sha1 of the url'",
            "2 files ignored: not images (1 .txt), 1 images not named in any row");
    Path root = Files.createTempDirectory(temp, "names");
    Files.writeString(root.resolve("facescrub_actresses.txt"), row("Al Bo", 7, ramp));
    assertThatThrownBy(() -> read(new FaceScrubReader(), root, Map.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "no image found for any of the 1 rows of the lists; expected names such as Al_Bo/");
    assertThatThrownBy(
            () -> read(new FaceScrubReader(), Files.createTempDirectory(temp, "no"), Map.of()))
        .hasMessageContaining("no facescrub_actors.txt");
  }
}
