package io.ddh.data.read;

import io.ddh.core.BadInputException;
import io.ddh.core.Candidate;
import io.ddh.core.Dataset;
import io.ddh.core.DatasetReader;
import io.ddh.core.FormMatch;
import io.ddh.core.Images;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Settings;
import io.ddh.core.npy.NdArray;
import io.ddh.data.read.files.FileNames;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.KnownContent;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.files.SystemFiles;
import io.ddh.data.read.numpy.Pickles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads the data that the authors of DDH published beside their code (github {@code
 * xjcvip007/DDH}): a folder for training and one for queries, in each Python 2 pickles of a pair,
 * n×3·side² values (red, green and blue plane of each image, row by row, 0..255) and n labels; the
 * files of a folder follow each other by name. Their split is used as given. What a pickle may
 * hold: {@link Pickles}. Settings, beside those of {@link GivenSets}:
 *
 * <ul>
 *   <li>{@code path}: the folder that holds both, for example {@code youtubeface_train_set} and
 *       {@code youtubeface_test_set}
 *   <li>{@code train}, {@code test}: their names below path, each a folder or an archive; empty:
 *       the one that has the word in its name
 *   <li>{@code channels}: of the result, 3 (RGB) or 1 (BT.601 grey)
 * </ul>
 */
public final class DdhReleaseReader implements DatasetReader {
  private static final String LAYOUT = "expected pickles of image values and labels";

  @Override
  public String form() {
    return "ddh-release";
  }

  @Override
  public Map<String, Object> defaults() {
    return GivenSets.defaults(Map.of("path", "", "train", "", "test", "", "channels", 3));
  }

  /** A training and a test folder, each of files that begin as pickles do. */
  @Override
  public FormMatch recognize(Candidate candidate) throws IOException {
    if (candidate.kind() != Candidate.Kind.FOLDER) {
      return FormMatch.NO;
    }
    Map<String, Object> named = new TreeMap<>();
    boolean several = false;
    for (String part : List.of("train", "test")) {
      List<String> files =
          candidate.names().stream()
              .filter(name -> top(name).toLowerCase(Locale.ROOT).contains(part))
              .toList();
      if (files.isEmpty() || !Pickles.isOne(KnownContent.head(candidate.path().resolve(files.get(0))))) {
        return FormMatch.NO;
      }
      named.put(part, top(files.get(0)));
      several |= files.stream().map(DdhReleaseReader::top).distinct().count() > 1;
    }
    String reason = named.get("train") + " and " + named.get("test") + " hold pickles";
    return FormMatch.fits(several ? named : Map.of(), reason);
  }

  /** The folder at the top that a path goes through; empty: none. */
  private static String top(String path) {
    return path.substring(0, Math.max(0, path.indexOf('/')));
  }

  @Override
  public Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.folder(settings, "a training and a test folder of pickles");
    int channels = ReaderSettings.channels(settings);
    List<Part> parts = new ArrayList<>(parts(part(root, settings, "train"), name, progress));
    int first = parts.stream().mapToInt(Part::n).sum();
    parts.addAll(parts(part(root, settings, "test"), name, progress));
    int side = parts.get(0).side();
    for (Part part : parts) {
      if (part.side() != side) {
        throw new BadInputException(
            part.place() + ": images of side " + part.side() + ", those before have " + side);
      }
    }
    ValueRange range =
        ValueRange.of(root.toString(), parts, parts.stream().map(Part::axes).toList());
    int n = parts.stream().mapToInt(Part::n).sum();
    byte[] pixels = new byte[PictureNumbers.length(root.toString(), n, side, side, channels)];
    double[] found = new double[n];
    int at = 0;
    for (Part part : parts) {
      PictureNumbers.write(part, part.axes(), range, channels, pixels, at * side * side * channels);
      System.arraycopy(part.labels(), 0, found, at, part.n());
      at += part.n();
    }
    LabelNumbers labels = LabelNumbers.of(root.toString(), "labels", found);
    Dataset data =
        GivenSets.dataset(
            name,
            new Images(side, side, channels, pixels),
            labels.labels(),
            labels.people(),
            first,
            Map.of("files", (long) parts.size()),
            Stream.concat(
                    parts.stream().flatMap(part -> part.notes().stream()), range.note().stream())
                .distinct()
                .toList());
    return GivenSets.checked(data, root, settings);
  }

  private static Path part(Path root, Settings settings, String key) throws IOException {
    String given = settings.text(key);
    if (!given.isBlank()) {
      return root.resolve(given);
    }
    List<Path> found;
    try (Stream<Path> all = Files.list(root)) {
      found =
          all.filter(p -> p.getFileName().toString().toLowerCase(Locale.ROOT).contains(key))
              .filter(p -> !SystemFiles.isOne(FileNames.name(p)))
              .sorted()
              .toList();
    }
    if (found.size() != 1) {
      throw new BadInputException(
          root
              + ": "
              + (found.isEmpty() ? "nothing" : found.size() + " files or folders")
              + " with '"
              + key
              + "' in the name; "
              + settings.path(key)
              + " can name it");
    }
    return found.get(0);
  }

  private static List<Part> parts(Path place, String name, Progress progress) throws IOException {
    List<Part> out = new ArrayList<>();
    try (FileTree tree = FileTree.open(place, LAYOUT)) {
      if (!tree.problems().isEmpty()) {
        throw new BadInputException(place + ": " + tree.problems().get(0));
      }
      List<FileTree.Entry> files = tree.files();
      for (FileTree.Entry file : files) { // one at a time: a file may be large
        String path = place + "/" + file.path();
        try {
          out.add(Part.of(path, tree.bytes(file, Limits.ARRAY_BYTES)));
        } catch (IOException e) {
          throw new BadInputException(path + ": " + Reason.of(e), e);
        }
        progress.report("files of " + name, out.size(), files.size());
      }
    }
    if (out.isEmpty()) {
      throw new BadInputException(place + ": no files; " + LAYOUT);
    }
    return out;
  }

  /** One file. */
  private record Part(String place, NdArray images, double[] labels, int side, List<String> notes)
      implements PictureNumbers.Source {
    static Part of(String place, byte[] bytes) throws IOException {
      Object value = Pickles.read(new ByteArrayInputStream(bytes), bytes.length);
      Object[] pair = value instanceof List<?> list ? list.toArray() : new Object[0];
      pair = value instanceof Object[] tuple ? tuple : pair;
      if (pair.length != 2 || !(pair[0] instanceof NdArray images) || images.axes() != 2) {
        throw new IOException("must hold a pair: image values, a row an image, and labels");
      }
      List<String> notes = new ArrayList<>();
      double[] labels = numbers(place, pair[1], images.length(0), notes);
      int side = (int) Math.round(Math.sqrt(images.length(1) / 3.0));
      if (images.length(1) == 0 || 3L * side * side != images.length(1)) {
        throw new IOException(
            images.length(1) + " values an image, must be 3·side², such as 3072 for 32x32");
      }
      if (!images.type().isNumber() || labels.length != images.length(0) || labels.length == 0) {
        throw new IOException(images.length(0) + " images, " + labels.length + " labels");
      }
      return new Part(place, images, labels, side, notes);
    }

    private static double[] numbers(String place, Object value, int n, List<String> notes)
        throws IOException {
      if (value instanceof NdArray array && array.type().isNumber()) {
        return NumpyReader.array(Path.of(place), "labels", array).of(n, "the pickle", notes);
      }
      Object[] items = value instanceof List<?> list ? list.toArray() : new Object[0];
      items = value instanceof Object[] tuple ? tuple : items;
      double[] out = new double[items.length];
      for (int i = 0; i < out.length; i++) {
        if (!(items[i] instanceof Number number)) {
          throw new IOException("labels must be numbers");
        }
        out[i] = number.doubleValue();
      }
      return out;
    }

    int n() {
      return labels.length;
    }

    PictureNumbers.Axes axes() {
      long value = images.stride(1);
      long area = (long) side * side;
      return new PictureNumbers.Axes(
          n(), side, side, 3, images.stride(0), side * value, value, area * value);
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public double number(int i) {
      return images.number(i);
    }

    @Override
    public boolean isFloating() {
      return images.type().isFloating();
    }

    @Override
    public String name() {
      return "the images";
    }
  }
}
