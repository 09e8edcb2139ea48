package io.ddh.data.read.files;

import io.ddh.core.Shown;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Describes files that can't be read as a data set, and tells the user what to do with them. */
public final class KnownContent {
  private static final String UNPACK = "; unpack it, or pack the images as ZIP, tar.gz or tar.xz";
  private static final String ARRAYS = "; save its images and labels with numpy.savez";
  private static final String FRAMES = "; extract its frames as images, one folder per person";
  private static final String AGAIN = ", not the data: the download failed; download it again";
  private static final String OTHER =
      ", but its content is something else: the download failed; download it again";
  private static final String JOIN = "zip -s 0 PARTS.zip --out WHOLE.zip";
  private static final String ONE_IMAGE =
      "one image only; a data set is a folder with one folder of images per person";
  private static final String CODES = ", not images";

  /**
   * A kind of file and the marks by which it is recognized. A mark is either the first bytes of the
   * file, with one character per byte, or an extension with the dot. Extensions are used only if
   * the content is not recognized.
   */
  private record Kind(String reason, String... marks) {
    boolean begins(String text) {
      return Arrays.stream(marks).anyMatch(m -> !m.startsWith(".") && text.startsWith(m));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          new Kind("a 7z archive" + UNPACK, "7z\u00bc\u00af'\u001c", ".7z"),
          new Kind("a RAR archive" + UNPACK, "Rar!\u001a\u0007", ".rar"),
          new Kind("a ZIP archive or a NumPy npz file", "PK\u0003\u0004"),
          new Kind("a ZIP archive without files", "PK\u0005\u0006"),
          new Kind(
              "a part of a split ZIP archive; join the parts with '" + JOIN + "'", "PK\u0007\b"),
          new Kind("compressed by bzip2" + UNPACK, "BZh", ".bz2"),
          new Kind("compressed by Zstandard" + UNPACK, "(\u00b5/\u00fd", ".zst"),
          new Kind("compressed by LZ4" + UNPACK, "\u0004\"M\u0018"),
          new Kind("compressed by lzip" + UNPACK, "LZIP"),
          new Kind("an xz file that holds no tar archive; unpack it", "\u00fd7zXZ"),
          new Kind("a gzip file that holds no tar archive; unpack it", "\u001f\u008b"),
          new Kind(
              "a MATLAB 7.3 file (HDF5); save it in MATLAB so that it can be read:"
                  + " save('FILE.mat', '-v7')",
              "MATLAB 7.3"),
          new Kind("an HDF5 file" + ARRAYS, "\u0089HDF\r\n", ".h5", ".hdf5"),
          new Kind(
              "a Git LFS pointer, not the file itself; get the file with 'git lfs pull'",
              "version https://git-lfs"),
          new Kind("a Parquet file" + ARRAYS, "PAR1", ".parquet"),
          new Kind("an Arrow file" + ARRAYS, "ARROW1"),
          new Kind("an SQLite database" + ARRAYS, "SQLite format 3"),
          new Kind("a PDF document, not images", "%PDF"),
          new Kind(ONE_IMAGE, "\u00ff\u00d8\u00ff", "\u0089PNG", "GIF8", "II*\0", "MM\0*"),
          new Kind("a video" + FRAMES, "\u001aE\u00df\u00a3"),
          new Kind(
              "one file of an IDX set; give the folder with all four",
              "\0\0\b\u0001",
              "\0\0\b\u0003"),
          new Kind("a NumPy array, which the form 'numpy' reads", "\u0093NUMPY"),
          new Kind("a MATLAB file, which the form 'mat' reads", "MATLAB 5.0"),
          new Kind("a model written by 'ddh train'" + CODES, "DDHM"),
          new Kind("a codes file written by 'ddh hash'" + CODES, "DDHC"),
          new Kind("an index written by 'ddh index build'" + CODES, "DDHINDEX"),
          new Kind("a FAISS index" + CODES, "IBxF", "IBM", "Ix"),
          new Kind(
              "a damaged ZIP archive: the download failed, or it is the last part of a"
                  + (" split one ('" + JOIN + "')"),
              ".zip"),
          new Kind("a tar archive" + OTHER, ".tar"),
          new Kind("a gzipped file" + OTHER, ".gz"),
          new Kind("a gzipped tar archive" + OTHER, ".tgz"),
          new Kind("a file compressed by xz" + OTHER, ".xz"),
          new Kind("a MATLAB file" + OTHER, ".mat"),
          new Kind("a NumPy archive" + OTHER, ".npz"),
          new Kind("a NumPy array" + OTHER, ".npy"),
          new Kind("TensorFlow records" + ARRAYS, ".tfrecord", ".tfrecords"),
          new Kind("MXNet's records" + ARRAYS, ".rec"),
          new Kind("an LMDB database" + ARRAYS, ".mdb", ".lmdb"),
          new Kind("a file of model weights" + CODES, ".safetensors"),
          new Kind("a PyTorch file" + ARRAYS, ".pt", ".pth"),
          new Kind("a Python pickle" + ARRAYS, ".pkl", ".pickle"),
          new Kind("a video" + FRAMES, ".mp4", ".avi", ".mov", ".mkv", ".webm", ".mpg", ".wmv"));

  private KnownContent() {}

  /**
   * {@return whether a file begins like a tar archive, or like a compressed file that may contain
   * one}
   *
   * @param head the first 512 bytes of the file, or all of a shorter file
   */
  public static boolean isTar(byte[] head) {
    return TarStream.isTar(head);
  }

  /**
   * {@return whether a file, decompressed if necessary, begins with the header of a tar archive}
   *
   * @param file the file
   */
  public static boolean holdsTar(Path file) {
    try (InputStream in = CountedStream.open(file)) {
      return TarStream.isHeader(in.readNBytes(TarStream.BLOCK));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * {@return the first 512 bytes of a file, which are enough to recognize its type}
   *
   * @param file the file
   * @throws IOException if the file can't be read
   */
  public static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(TarStream.BLOCK);
    }
  }

  /**
   * {@return a description of files with a given extension, and what the user can do with them;
   * empty if the extension isn't known}
   *
   * @param ending extension in lower case, without the dot
   */
  public static Optional<String> byEnding(String ending) {
    return KINDS.stream()
        .filter(kind -> List.of(kind.marks).contains("." + ending))
        .map(Kind::reason)
        .findFirst();
  }

  /**
   * {@return a description of a file for error messages}
   *
   * @param file the file
   * @param head at least the first 64 bytes of the file, or all of a shorter file
   */
  public static String reason(Path file, byte[] head) {
    if (head.length == 0) {
      return "an empty file";
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    Optional<Kind> known = KINDS.stream().filter(kind -> kind.begins(text)).findFirst();
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
        : unknown(file, "a file of unknown content");
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
        .map(kind -> "judging by its name, " + kind)
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
