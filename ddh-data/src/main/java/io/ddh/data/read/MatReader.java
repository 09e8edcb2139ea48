package io.ddh.data.read;

import io.ddh.data.BadInputException;
import io.ddh.data.Dataset;
import io.ddh.data.DatasetDigest;
import io.ddh.data.DatasetReader;
import io.ddh.data.Images;
import io.ddh.data.LabeledImages;
import io.ddh.data.Progress;
import io.ddh.data.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

/**
 * Reads the MATLAB v5 files in which the face data sets of subspace learning are handed round:
 * {@code fea}, n×side² (grey) or n×3·side² (red, green and blue plane), each row an image stored
 * column by column, and {@code gnd}, n whole numbers that tell the people apart. Values are 0..255;
 * floating-point values that all lie in [0, 1] are taken times 255. Settings:
 *
 * <ul>
 *   <li>{@code path}: the file
 *   <li>{@code side}: of the images
 *   <li>{@code channels}: of the result, 3 (RGB, grey is replicated) or 1 (BT.601 grey)
 * </ul>
 */
public final class MatReader implements DatasetReader {
  private static final int HEADER = 19;

  @Override
  public String form() {
    return "mat";
  }

  @Override
  public Map<String, Object> defaults() {
    return Map.of("path", "", "side", 32, "channels", 3);
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path file = ReaderSettings.path(settings);
    int side = settings.integer("side", 1, 1024);
    int channels = ReaderSettings.channels(settings);
    checkForm(file);
    progress.report("images of " + name, 0, 1);
    LabeledImages images = parse(file, side, channels);
    progress.report("images of " + name, 1, 1);
    Map<String, Long> counts =
        Map.of("images", (long) images.size(), "people", (long) images.identities().size());
    return new Dataset(name, images, false, DatasetDigest.of(images), counts, List.of());
  }

  private static void checkForm(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(file + ": no such file; expected a MATLAB v5 file");
    }
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("MATLAB 7.3")) {
      throw new BadInputException(file + ": MATLAB 7.3 (HDF5); save it with -v7 or -v6 instead");
    }
    if (!text.startsWith("MATLAB 5.0 MAT-file")) {
      throw new BadInputException(file + ": not a MATLAB v5 file");
    }
  }

  private static LabeledImages parse(Path file, int side, int channels) {
    try (MatFile mat = Mat5.readFromFile(file.toFile())) {
      Matrix fea = matrix(file, mat, "fea");
      Matrix gnd = matrix(file, mat, "gnd");
      int n = fea.getNumRows();
      int area = side * side;
      if (fea.getNumCols() != area && fea.getNumCols() != 3 * area) {
        throw new BadInputException(
            file
                + ": fea has "
                + fea.getNumCols()
                + " columns, images of side "
                + side
                + " need "
                + area
                + " (grey) or "
                + 3 * area
                + " (colour)");
      }
      if (gnd.getNumElements() != n || n == 0) {
        throw new BadInputException(
            file + ": " + n + " images in fea, " + gnd.getNumElements() + " labels in gnd");
      }
      byte[] stored = values(file, fea);
      Images images = new Images(side, side, channels, upright(stored, n, side, channels));
      int[] people = people(file, gnd);
      int[] known = Arrays.stream(people).sorted().distinct().toArray();
      int[] labels = Arrays.stream(people).map(p -> Arrays.binarySearch(known, p)).toArray();
      return new LabeledImages(
          images, labels, Arrays.stream(known).mapToObj(Integer::toString).toList());
    } catch (BadInputException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // What the library throws on damaged data.
      throw new BadInputException(file + ": damaged or truncated (" + e + ")", e);
    }
  }

  private static Matrix matrix(Path file, MatFile mat, String name) {
    boolean there = false;
    StringBuilder found = new StringBuilder();
    for (MatFile.Entry entry : mat.getEntries()) {
      there |= entry.getName().equals(name);
      found.append(found.isEmpty() ? "" : ", ").append(entry.getName());
    }
    if (!there) {
      throw new BadInputException(
          file + ": no variable '" + name + "'; found " + (found.isEmpty() ? "none" : found));
    }
    Array array = mat.getArray(name);
    if (array instanceof Matrix matrix
        && array.getNumDimensions() == 2
        && array.getType() != MatlabType.Sparse
        && !matrix.isComplex()) {
      return matrix;
    }
    throw new BadInputException(
        file + ": variable '" + name + "' must be a full matrix of real numbers");
  }

  /** All values as bytes 0..255, column-major as in the file. */
  private static byte[] values(Path file, Matrix fea) {
    int n = fea.getNumElements();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      double v = fea.getDouble(i);
      if (!(v >= 0 && v <= 255)) {
        throw new BadInputException(file + ": values of fea must be in [0, 255], found " + v);
      }
      low = Math.min(low, v);
      high = Math.max(high, v);
    }
    boolean floating = fea.getType() == MatlabType.Double || fea.getType() == MatlabType.Single;
    double scale = floating && high <= 1 && high > low ? 255 : 1;
    byte[] out = new byte[n];
    for (int i = 0; i < n; i++) {
      out[i] = (byte) Math.round(fea.getDouble(i) * scale);
    }
    return out;
  }

  private static int[] people(Path file, Matrix gnd) {
    int[] people = new int[gnd.getNumElements()];
    for (int i = 0; i < people.length; i++) {
      double v = gnd.getDouble(i);
      if (v != Math.rint(v) || Math.abs(v) > Integer.MAX_VALUE) {
        throw new BadInputException(file + ": gnd must hold whole numbers, found " + v);
      }
      people[i] = (int) v;
    }
    return people;
  }

  /** From n columns-first images, themselves stored column-major as a matrix, to n×H×W×C. */
  private static byte[] upright(byte[] stored, int n, int side, int channels) {
    int area = side * side;
    boolean colour = stored.length == (long) n * 3 * area;
    byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(n, area), channels)];
    for (int i = 0; i < n; i++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int pixel = x * side + y;
          int to = ((i * side + y) * side + x) * channels;
          if (colour && channels == 1) {
            out[to] =
                (byte)
                    Math.round(
                        0.299f * (stored[i + n * pixel] & 255)
                            + 0.587f * (stored[i + n * (pixel + area)] & 255)
                            + 0.114f * (stored[i + n * (pixel + 2 * area)] & 255));
          } else {
            for (int c = 0; c < channels; c++) {
              out[to + c] = stored[i + n * (pixel + (colour ? c * area : 0))];
            }
          }
        }
      }
    }
    return out;
  }
}
