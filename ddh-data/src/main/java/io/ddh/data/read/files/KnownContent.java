package io.ddh.data.read.files;

import io.ddh.core.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Says what a file is that can't be read as a data set, and what would help. */
public final class KnownContent {
  private static final String UNPACK = "; unpack it, or pack the images as ZIP, tar.gz or tar.xz";
  private static final String ARRAYS = "; save its images and labels with numpy.savez";
  private static final String FRAMES = "; extract its frames as images, a folder per person";
  private static final String AGAIN = ", not the data: the download failed; download it again";
  private static final String JOIN = "zip -s 0 PARTS.zip --out WHOLE.zip";
  private static final String ONE_IMAGE =
      "one image; a data set is a folder with a folder of images per person";
  private static final String CODES = ", no images";

  private record Kind(String begins, String reason) {}

  /** By first bytes, a byte a letter. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("7z\u00bc\u00af'\u001c", "a 7z archive" + UNPACK),
          new Kind("Rar!\u001a\u0007", "a RAR archive" + UNPACK),
          new Kind("PK\u0003\u0004", "a ZIP archive, or an npz of NumPy"),
          new Kind("PK\u0005\u0006", "a ZIP archive without files"),
          new Kind("PK\u0007\b", "a part of a split ZIP archive; join the parts: " + JOIN),
          new Kind("BZh", "compressed by bzip2" + UNPACK),
          new Kind("(\u00b5/\u00fd", "compressed by Zstandard" + UNPACK),
          new Kind("\u0004\"M\u0018", "compressed by LZ4" + UNPACK),
          new Kind("LZIP", "compressed by lzip" + UNPACK),
          new Kind("\u00fd7zXZ", "a file compressed by xz, no tar archive; unpack it"),
          new Kind("\u001f\u008b", "a file compressed by gzip, no tar archive; unpack it"),
          new Kind(
              "MATLAB 7.3",
              "a MATLAB 7.3 file (HDF5); save it in MATLAB so that it can be read:"
                  + " save('FILE.mat', '-v7')"),
          new Kind("\u0089HDF\r\n", "an HDF5 file" + ARRAYS),
          new Kind(
              "version https://git-lfs",
              "a Git LFS pointer, not the file itself; get that with git lfs pull"),
          new Kind("PAR1", "a Parquet file" + ARRAYS),
          new Kind("ARROW1", "an Arrow file" + ARRAYS),
          new Kind("SQLite format 3", "an SQLite database" + ARRAYS),
          new Kind("%PDF", "a PDF document, no images"),
          new Kind("\u00ff\u00d8\u00ff", ONE_IMAGE),
          new Kind("\u0089PNG", ONE_IMAGE),
          new Kind("GIF8", ONE_IMAGE),
          new Kind("II*\0", ONE_IMAGE),
          new Kind("MM\0*", ONE_IMAGE),
          new Kind("\u001aE\u00df\u00a3", "a video" + FRAMES),
          new Kind("\0\0\b\u0001", "one file of an IDX set; give the folder with all four"),
          new Kind("\0\0\b\u0003", "one file of an IDX set; give the folder with all four"),
          new Kind("\u0093NUMPY", "a NumPy array, which the form numpy reads"),
          new Kind("MATLAB 5.0", "a MATLAB file, which the form mat reads"),
          new Kind("DDHM", "a model of ddh train" + CODES),
          new Kind("DDHC", "a codes file of ddh hash" + CODES),
          new Kind("DDHINDEX", "an index of ddh index build" + CODES),
          new Kind("IBxF", "a FAISS index" + CODES),
          new Kind("IBM", "a FAISS index" + CODES),
          new Kind("Ix", "a FAISS index" + CODES));

  /** By the ending of a name, where the content says nothing. */
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("7z", "a 7z archive" + UNPACK),
          Map.entry("rar", "a RAR archive" + UNPACK),
          Map.entry("bz2", "compressed by bzip2" + UNPACK),
          Map.entry("zst", "compressed by Zstandard" + UNPACK),
          Map.entry(
              "zip",
              "a ZIP archive, but not in its content: the download failed, or the last part of a"
                  + " split one ("
                  + JOIN
                  + ')'),
          Map.entry("tar", "a tar archive" + AGAIN),
          Map.entry("gz", "a gzipped file" + AGAIN),
          Map.entry("tgz", "a gzipped tar archive" + AGAIN),
          Map.entry("xz", "a file compressed by xz" + AGAIN),
          Map.entry("mat", "a MATLAB file" + AGAIN),
          Map.entry("npz", "a NumPy archive" + AGAIN),
          Map.entry("npy", "a NumPy array" + AGAIN),
          Map.entry("h5", "an HDF5 file" + ARRAYS),
          Map.entry("hdf5", "an HDF5 file" + ARRAYS),
          Map.entry("tfrecord", "TensorFlow records" + ARRAYS),
          Map.entry("tfrecords", "TensorFlow records" + ARRAYS),
          Map.entry("rec", "MXNet's records" + ARRAYS),
          Map.entry("mdb", "an LMDB database" + ARRAYS),
          Map.entry("lmdb", "an LMDB database" + ARRAYS),
          Map.entry("parquet", "a Parquet file" + ARRAYS),
          Map.entry("safetensors", "a file of model weights" + CODES),
          Map.entry("pt", "a PyTorch file" + ARRAYS),
          Map.entry("pth", "a PyTorch file" + ARRAYS),
          Map.entry("pkl", "a Python pickle" + ARRAYS),
          Map.entry("pickle", "a Python pickle" + ARRAYS),
          Map.entry("mp4", "a video" + FRAMES),
          Map.entry("avi", "a video" + FRAMES),
          Map.entry("mov", "a video" + FRAMES),
          Map.entry("mkv", "a video" + FRAMES),
          Map.entry("webm", "a video" + FRAMES),
          Map.entry("mpg", "a video" + FRAMES),
          Map.entry("wmv", "a video" + FRAMES));

  private KnownContent() {}

  /** The first bytes of a file, as many as tell what it is. */
  public static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(TarStream.BLOCK);
    }
  }

  /** What files of that ending are, and what would help. */
  public static Optional<String> byEnding(String ending) {
    return Optional.ofNullable(ENDINGS.get(ending));
  }

  /**
   * What a file is.
   *
   * @param head its first bytes, 64 or more where it has them
   */
  public static String reason(Path file, byte[] head) {
    if (head.length == 0) {
      return "an empty file";
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    Optional<Kind> known = KINDS.stream().filter(k -> text.startsWith(k.begins)).findFirst();
    if (known.isPresent()) {
      return known.get().reason;
    }
    if (text.startsWith("ftyp", 4) || text.startsWith("AVI ", 8)) {
      return text.matches("(?s).{8}(heic|heix|mif1|avif|msf1).*") ? ONE_IMAGE : "a video" + FRAMES;
    }
    if (head[0] == (byte) 0x80 && head.length > 1 && head[1] >= 2 && head[1] <= 5) {
      return "a Python pickle" + ARRAYS;
    }
    if (text.startsWith("{\"", 8)) {
      return "a file of model weights" + CODES;
    }
    return isText(head)
        ? textFile(file, new String(head, StandardCharsets.UTF_8))
        : unknown(file, "of unknown content");
  }

  private static String textFile(Path file, String head) {
    String begin = head.stripLeading().toLowerCase(Locale.ROOT);
    if (begin.startsWith("<!doctype html") || begin.matches("(?s)<(html|head|body).*")) {
      return "a web page (HTML)" + AGAIN;
    }
    if (begin.startsWith("<?xml")) {
      return "an XML text" + AGAIN;
    }
    if (begin.startsWith("{")) {
      return "a JSON text" + AGAIN;
    }
    String first = begin.lines().findFirst().orElse("");
    if (first.contains("pixel") && first.matches(".*[,;\\t].*")) {
      return "a CSV of pixels" + ARRAYS;
    }
    return unknown(file, "a text, \"" + Shown.text(head.lines().findFirst().orElse("")) + '"');
  }

  private static String unknown(Path file, String content) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return byEnding(ImageEndings.of(name))
        .map(kind -> "by its name " + kind)
        .orElse(content + "; valid: a folder or archive of images, .npz, .npy, .mat");
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
