package io.ddh.data.read;

import io.ddh.core.Dataset;
import io.ddh.core.DatasetDigest;
import io.ddh.core.DatasetReader;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Seeds;
import io.ddh.data.faces.FacesReader;
import io.ddh.data.pack.PackedFile;
import io.ddh.data.read.array.CifarReader;
import io.ddh.data.read.array.DdhReleaseReader;
import io.ddh.data.read.array.IdxReader;
import io.ddh.data.read.array.MatReader;
import io.ddh.data.read.array.NumpyReader;
import io.ddh.data.read.array.OlivettiReader;
import io.ddh.data.read.folder.FaceScrubReader;
import io.ddh.data.read.folder.FolderReader;
import io.ddh.data.read.folder.TrainTestReader;
import io.ddh.data.read.folder.YouTubeFacesReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/** A small data set of every form that a reader of ours takes, for tests over all of them. */
final class Samples {
  private Samples() {}

  /**
   * One data set.
   *
   * @param name of the variant
   * @param settings for the reader
   */
  record Sample(String name, DatasetReader reader, Map<String, Object> settings) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Writes all of them, each into a folder of its name. */
  static List<Sample> write(Path root) throws IOException {
    Map<String, byte[]> people = people();
    Path folder = files(root.resolve("folder"), people);
    Path boxed = files(root.resolve("boxes"), people);
    StringBuilder csv = new StringBuilder("path,x,y,width,height\n");
    people.keySet().forEach(p -> csv.append(p).append(",1,1,6,5\n"));
    Files.writeString(boxed.resolve("boxes.csv"), csv, StandardCharsets.UTF_8);
    Path zip = Tars.zip(made(root, "zip").resolve("set.zip"), people);
    Path tar = Tars.write(made(root, "tar").resolve("set.tar"), people, false);
    Path tgz = Tars.write(made(root, "tgz").resolve("set.tgz"), people, true);
    Map<String, byte[]> divided = new LinkedHashMap<>();
    for (String part : List.of("train", "test")) {
      for (int i = 0; i < 4; i++) {
        divided.put(part + "/c" + i % 2 + "/" + i + ".png", image("png", 8, 40 + i));
      }
    }
    Path classes = files(root.resolve("train-test"), divided);
    Path classesZip = Tars.zip(made(root, "train-test-zip").resolve("set.zip"), divided);
    Path mat = made(root, "mat").resolve("faces.mat");
    mat(mat);
    Path npz = Tars.zip(made(root, "npz").resolve("faces.npz"), arrays());
    Path npy = made(root, "npy");
    Files.write(npy.resolve("images.npy"), NumpyFiles.bytes("npy-u1"));
    Files.write(npy.resolve("labels.npy"), NumpyFiles.bytes("npy-bytes"));
    Path release = made(root, "ddh-release");
    TestImages.write(release.resolve("x_train_set/a.pkl"), NumpyFiles.bytes("python2-u1-2"));
    TestImages.write(release.resolve("x_train_set/b.pkl"), NumpyFiles.bytes("python2-list-0"));
    TestImages.write(release.resolve("x_test_set/a.pkl"), NumpyFiles.bytes("python3-f8-3"));
    return List.of(
        sample("folder", new FolderReader(), folder, Map.of("size", 6)),
        sample("boxes", new FolderReader(), boxed, Map.of("size", 6, "boxes", "boxes.csv")),
        sample("zip", new FolderReader(), zip, Map.of("size", 6)),
        sample("tar", new FolderReader(), tar, Map.of("size", 6)),
        sample("tgz", new FolderReader(), tgz, Map.of("size", 6)),
        sample("train-test", new TrainTestReader(), classes, Map.of()),
        sample("train-test-zip", new TrainTestReader(), classesZip, Map.of()),
        sample("mat", new MatReader(), mat, Map.of("side", 4)),
        sample("olivetti", new OlivettiReader(), olivetti(made(root, "olivetti")), Map.of()),
        sample("packed", new PackedReader(), packed(made(root, "packed")), Map.of()),
        sample("npz", new NumpyReader(), npz, Map.of()),
        sample("npy", new NumpyReader(), npy.resolve("images.npy"), Map.of("labels", "labels.npy")),
        sample("ddh-release", new DdhReleaseReader(), release, Map.of()),
        sample("idx", new IdxReader(), idx(made(root, "idx"), false), Map.of()),
        sample("idx-gz", new IdxReader(), idx(made(root, "idx-gz"), true), Map.of()),
        sample("cifar", new CifarReader(), cifar(made(root, "cifar")), Map.of()),
        sample("youtube-faces", new YouTubeFacesReader(), frames(root), Map.of("frames", 3)),
        sample("facescrub", new FaceScrubReader(), faceScrub(root), Map.of("size", 6)));
  }

  /** The reader that needs no files. */
  static Sample drawn() {
    return new Sample("faces", new FacesReader(), Map.of("people", 2, "images", 2));
  }

  private static Sample sample(
      String name, DatasetReader reader, Path path, Map<String, Object> more) {
    Map<String, Object> settings = new LinkedHashMap<>(more);
    settings.put("path", path.toString());
    return new Sample(name, reader, settings);
  }

  private static Path made(Path root, String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  private static Path files(Path root, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> e : files.entrySet()) {
      TestImages.write(root.resolve(e.getKey()), e.getValue());
    }
    return root;
  }

  static byte[] image(String format, int side, long seed) throws IOException {
    if (format.equals("pgm")) {
      byte[] samples = new byte[side * side];
      new Random(seed).nextBytes(samples);
      return TestImages.pnm(side, side, 1, 255, samples);
    }
    return TestImages.encode(
        TestImages.noise(side, side, BufferedImage.TYPE_INT_RGB, seed), format);
  }

  private static Map<String, byte[]> people() throws IOException {
    Map<String, byte[]> out = new LinkedHashMap<>();
    int i = 0;
    for (String format : List.of("jpg", "png", "pgm", "bmp")) {
      out.put("ada/" + i + "." + format, image(format, 9 + i, i));
      out.put("bob/" + i + "." + format, image(format, 12, 10 + i));
      i++;
    }
    return out;
  }

  private static Path packed(Path folder) throws IOException {
    byte[] pixels = new byte[6 * 4 * 4];
    new Random(77).nextBytes(pixels);
    LabeledImages images =
        new LabeledImages(
            new Images(4, 4, 1, pixels), new int[] {0, 0, 1, 1, 0, 1}, List.of("ada", "bob"));
    Map<String, Long> counts = Map.of("images", 6L, "people", 2L);
    Dataset data = new Dataset("d", images, false, DatasetDigest.of(images), counts, List.of());
    Path file = folder.resolve("set.ddh");
    PackedFile.write(file, data, "form sample");
    return file;
  }

  private static Path olivetti(Path folder) throws IOException {
    Matrix faces = Mat5.newMatrix(4096, 400, MatlabType.UInt8);
    for (int i = 0; i < faces.getNumElements(); i++) {
      faces.setDouble(i, i / 64 % 256);
    }
    Path file = folder.resolve("olivettifaces.mat");
    try (MatFile mat = Mat5.newMatFile()) {
      Mat5.writeToFile(mat.addArray("faces", faces), file.toFile());
    }
    return file;
  }

  private static void mat(Path file) throws IOException {
    Matrix fea = Mat5.newMatrix(6, 16, MatlabType.UInt8);
    Matrix gnd = Mat5.newMatrix(6, 1, MatlabType.Double);
    for (int i = 0; i < 6; i++) {
      gnd.setDouble(i, 0, i % 2);
      for (int j = 0; j < 16; j++) {
        fea.setDouble(i, j, (i * 37 + j * 11) % 256);
      }
    }
    try (MatFile mat = Mat5.newMatFile()) {
      mat.addArray("fea", fea).addArray("gnd", gnd);
      Mat5.writeToFile(mat, file.toFile());
    }
  }

  private static Map<String, byte[]> arrays() throws IOException {
    Map<String, byte[]> out = new LinkedHashMap<>();
    out.put("images.npy", NumpyFiles.bytes("npy-fortran"));
    out.put("labels.npy", NumpyFiles.bytes("npy-bytes"));
    return out;
  }

  private static Path idx(Path folder, boolean gzip) throws IOException {
    for (String part : List.of("train", "t10k")) {
      byte[] pixels = new byte[4 * 9];
      new Random(3).nextBytes(pixels);
      idx(folder.resolve(part + "-images-idx3-ubyte"), gzip, pixels, 4, 3, 3);
      idx(folder.resolve(part + "-labels-idx1-ubyte"), gzip, new byte[] {0, 1, 0, 1}, 4);
    }
    return folder;
  }

  private static void idx(Path file, boolean gzip, byte[] values, int... sizes) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(4 + 4 * sizes.length);
    head.putInt(8 << 8 | sizes.length);
    for (int size : sizes) {
      head.putInt(size);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(head.array());
    out.writeBytes(values);
    if (gzip) {
      Files.write(file.resolveSibling(file.getFileName() + ".gz"), Tars.gzip(out.toByteArray()));
    } else {
      Files.write(file, out.toByteArray());
    }
  }

  private static Path cifar(Path folder) throws IOException {
    Random random = new Random(4);
    for (String file :
        List.of(
            "data_batch_1",
            "data_batch_2",
            "data_batch_3",
            "data_batch_4",
            "data_batch_5",
            "test_batch")) {
      byte[] records = new byte[2 * 3073];
      random.nextBytes(records);
      records[0] = 3;
      records[3073] = 7;
      Files.write(folder.resolve(file + ".bin"), records);
    }
    Files.writeString(
        folder.resolve("batches.meta.txt"),
        "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n",
        StandardCharsets.UTF_8);
    return folder;
  }

  private static Path frames(Path root) throws IOException {
    Path folder = made(root, "youtube-faces");
    for (String person : List.of("Ada_Lovelace", "Bob")) {
      StringBuilder list = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        String name = person + "/" + i % 2 + "/" + i % 2 + "." + i + ".jpg";
        TestImages.write(folder.resolve("frame_images_DB/" + name), image("jpg", 16, i));
        list.append(name.replace('/', '\\')).append(",0,8,8,6,6,0.0,1\r\n");
      }
      Files.writeString(
          folder.resolve("frame_images_DB/" + person + ".labeled_faces.txt"),
          list,
          StandardCharsets.UTF_8);
    }
    return folder;
  }

  private static Path faceScrub(Path root) throws IOException {
    Path folder = made(root, "facescrub");
    for (String list : List.of("actors", "actresses")) {
      StringBuilder rows = new StringBuilder("name\timage_id\tface_id\turl\tbbox\tsha256\n");
      for (int i = 1; i <= 4; i++) {
        String name = list + " " + i % 2;
        byte[] image = image("png", 14, i + list.length());
        String file = name.replace(' ', '_');
        TestImages.write(folder.resolve("images/" + file + "/" + file + "_" + i + ".png"), image);
        String digest = HexFormat.of().formatHex(Seeds.sha256().digest(image));
        rows.append(String.join("\t", name, "" + i, "" + i, "http://x/", "2,3,10,12", digest));
        rows.append('\n');
      }
      Files.writeString(folder.resolve("facescrub_" + list + ".txt"), rows, StandardCharsets.UTF_8);
    }
    return folder;
  }
}
