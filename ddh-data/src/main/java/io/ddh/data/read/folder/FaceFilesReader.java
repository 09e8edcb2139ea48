package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Dataset;
import io.ddh.core.Extent;
import io.ddh.core.FaceAligner;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.core.Reason;
import io.ddh.core.Services;
import io.ddh.core.Settings;
import io.ddh.core.Shown;
import io.ddh.data.read.ReaderSettings;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.image.FaceScaler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Base class for readers of image files of people in a folder or an archive. A subclass implements
 * {@link #faces}, which finds out which file shows which person. This class does everything else:
 * it decodes the images on all cores, crops and resizes them, checks {@link
 * io.ddh.data.read.files.Limits}, reports progress, notes files that can't be read, and caches the
 * result in the work folder. Readers have these settings in addition to those of the subclass:
 *
 * <ul>
 *   <li>{@code path}: the folder or archive
 *   <li>{@code crop}: side of the centre square to cut out, in pixels of the upright image or as a
 *       share of its shorter side such as {@code 45%}; 0 for no crop
 *   <li>{@code size}: height and width of the images after scaling; without a crop, the aspect
 *       ratio is not preserved
 *   <li>{@code channels}: channels of the resulting images, 3 (RGB, grey is replicated) or 1
 *       (BT.601 grey)
 *   <li>{@code align}: whether to find the face in each photo (only in its box or centre square, if
 *       there is one) and align it; {@link FaceAligner} describes the result, which has the given
 *       size
 *   <li>{@code max-corrupt}: maximum share of the files that may be unreadable; up to five
 *       unreadable files are always allowed
 * </ul>
 */
public abstract class FaceFilesReader implements ImageFileReader {
  static final String CROP = "crop";
  private static final String ALIGN = "align";
  private static final int ALWAYS_ALLOWED = 5;
  private static final int NAMED = 20;

  /** {@return the settings that the subclass adds to the shared ones, with their defaults} */
  protected Map<String, Object> ownDefaults() {
    return Map.of();
  }

  /**
   * {@return a description of the expected layout for error messages, for example {@code expected
   * person/image.jpg}}
   */
  protected abstract String layout();

  /**
   * Finds the faces in a folder or archive. This method is not called if a cached result is used.
   *
   * @param tree the files
   * @param settings the reader's settings
   * @return the faces to decode
   * @throws IOException if the folder or archive can't be read
   * @throws BadInputException if the files don't match {@link #layout}
   */
  protected abstract FaceList faces(FileTree tree, Settings settings) throws IOException;

  /**
   * {@return a string that contains everything on which the result depends, except the files below
   * the path and the shared settings} A cached result is used as long as this string stays the
   * same. By default, the string consists of the form and all settings except the path. If the
   * reader uses files outside the path, the string must contain their digests. If {@link #faces} is
   * changed in such a way that it finds different faces in the same files, the string must be
   * changed as well.
   *
   * @param settings the reader's settings
   * @throws IOException if a file can't be read
   * @throws BadInputException if a setting has an invalid value
   */
  protected String key(Settings settings) throws IOException {
    Map<String, Object> own = new TreeMap<>(settings.asMap());
    own.remove("path");
    return form() + " " + own;
  }

  /**
   * {@return the crop to use if the value of the setting crop is a word, such as auto} By default,
   * images are not cropped if the value is a word.
   */
  protected Extent cropOfWord() {
    return Extent.NONE;
  }

  @Override
  public final Map<String, Object> defaults() {
    Map<String, Object> out = new TreeMap<>(ownDefaults());
    out.putAll(Map.of("path", "", "size", 32, "channels", 3, "max-corrupt", 0.01));
    out.putIfAbsent(CROP, new Settings.OrShare(0));
    out.put(ALIGN, new Settings.Added(false));
    return out;
  }

  /** Returns whether the setting {@code crop} gives a size, in pixels or as a share. */
  static boolean isCropped(Settings settings) {
    return settings.extent(CROP, FaceScaler.MOST_CROP).filter(c -> !c.isNone()).isPresent();
  }

  /**
   * Returns the setting {@code margin}, which says how much is added to a face box on every side,
   * as a share of its width and height.
   */
  static double margin(Settings settings) {
    return settings.real("margin", -0.4, 4);
  }

  /**
   * Returns the aligner if the setting {@code align} is true; otherwise empty.
   *
   * @throws BadInputException if this program can't align faces
   */
  private static Optional<FaceAligner> aligner(Settings settings) {
    if (!settings.flag(ALIGN)) {
      return Optional.empty();
    }
    List<FaceAligner> all = Services.load(FaceAligner.class);
    if (all.isEmpty()) {
      throw new BadInputException(
          settings.path(ALIGN)
              + ": needs the module 'ddh-vision', which is not part of this program; data sets are"
              + " aligned by './ddh'");
    }
    return Optional.of(all.get(0));
  }

  /**
   * Describes how images are decoded.
   *
   * @param scaler crops and scales each image
   * @param aligner finds and aligns the face in each image; if empty, images are only scaled
   * @param share maximum share of the files that may be unreadable
   */
  private record Decoding(FaceScaler scaler, Optional<FaceAligner> aligner, double share)
      implements AutoCloseable {
    /** Returns a string that identifies these settings, for the key of the cached result. */
    String key() {
      return scaler + "\0" + share + aligner.map(a -> "\0" + a.identity()).orElse("");
    }

    @Override
    public void close() {
      aligner.ifPresent(FaceAligner::close);
    }
  }

  private Decoding decoding(Settings settings) {
    int size = settings.integer("size", 1, FaceScaler.MOST_SIZE);
    Extent crop = settings.extent(CROP, FaceScaler.MOST_CROP).orElse(cropOfWord());
    FaceScaler scaler = new FaceScaler(crop, size, ReaderSettings.channels(settings));
    return new Decoding(scaler, aligner(settings), settings.real("max-corrupt", 0, 1));
  }

  @Override
  public final Dataset read(String name, Settings settings, Path work, Progress progress)
      throws IOException {
    Path root = ReaderSettings.path(settings);
    try (Decoding decoding = decoding(settings);
        FileTree tree = FileTree.open(root, layout())) {
      String key = decoding.key() + "\0" + key(settings) + "\0" + tree.stamp();
      return DatasetCache.of(
          work, key, name, () -> decode(name, tree, found(tree, settings), decoding, progress));
    }
  }

  @Override
  public final ImageStream stream(Settings settings) throws IOException {
    Path root = ReaderSettings.path(settings);
    if (settings.flag(ALIGN)) {
      throw new BadInputException(
          settings.path(ALIGN)
              + ": a model can't align the faces of its images; valid here: false");
    }
    Extent crop = decoding(settings).scaler.crop();
    return ImageStream.open(root, layout(), crop, tree -> found(tree, settings));
  }

  private FaceList found(FileTree tree, Settings settings) throws IOException {
    FaceList list = faces(tree, settings);
    if (list.faces().isEmpty() && list.problems().isEmpty()) {
      throw new BadInputException(tree.root() + ": no images of people; " + layout());
    }
    return list;
  }

  private static Dataset decode(
      String name, FileTree tree, FaceList list, Decoding decoding, Progress progress)
      throws IOException {
    DecodedFaces decoded = new DecodedFaces(tree, list.faces(), decoding.scaler, decoding.aligner);
    long most = tree.isFolder() ? Limits.FILE_BYTES : Limits.ENTRY_BYTES;
    decoded.decode(name, tree, most, bytes -> {}, progress);
    List<String> unreadable = new ArrayList<>();
    List<String> altered = new ArrayList<>();
    for (int i = 0; i < list.faces().size(); i++) {
      Optional<IOException> failure = decoded.failure(i);
      if (failure.isPresent()) {
        (failure.get() instanceof AlteredFileException ? altered : unreadable)
            .add(list.faces().get(i).relative() + ": " + Reason.of(failure.get()));
      }
    }
    unreadable.addAll(list.problems());
    int all = list.faces().size() + list.problems().size();
    long allowed = Math.max(ALWAYS_ALLOWED, (long) (decoding.share * all));
    refuseBeyond(tree.root(), unreadable, altered, all, allowed);
    LabeledImages images = decoded.labeled();
    Map<String, Long> counts = new TreeMap<>(list.counts());
    List<String> notes = new ArrayList<>();
    name(notes, "skipped ", unreadable, "unreadable");
    name(notes, "left out ", altered, "altered");
    List<String> lost = new ArrayList<>(list.people());
    lost.removeAll(Set.copyOf(images.identities()));
    if (!lost.isEmpty()) {
      notes.add(
          lost.size() + " people without images: " + Shown.names(lost.stream().sorted().toList()));
    }
    counts.put("people.without-images", (long) lost.size());
    counts.put("files.ignored", list.ignored().count());
    counts.put("files.unreadable", (long) unreadable.size());
    counts.put("images.smaller-than-crop", decoded.smallOnes());
    if (list.faces().stream().anyMatch(f -> f.sha256().isPresent())) {
      counts.put("files.altered", (long) altered.size());
    }
    notes.addAll(list.leftOut(tree.skipped()));
    if (decoding.aligner.isPresent()) {
      long unseen = decoded.unseenOnes();
      counts.put("images.without-face", unseen);
      notes.add(
          Shown.format(
              "faces aligned by %s; images without a face (their centre square is used): %d",
              Shown.digests(decoding.aligner.get().identity()), unseen));
    }
    if (decoded.smallOnes() > 0) {
      String crop = decoding.scaler.crop() + "; only the largest centred square of each is used";
      notes.add(decoded.smallOnes() + " images are smaller than the crop of " + crop);
    }
    notes.addAll(list.notes());
    return Dataset.of(name, images, counts, notes);
  }

  /**
   * Refuses the data set if all files were unreadable, or if more files were unreadable than the
   * settings allow.
   */
  private static void refuseBeyond(
      Path root, List<String> unreadable, List<String> altered, int all, long allowed) {
    if (unreadable.size() + altered.size() == all) {
      String first =
          Stream.concat(unreadable.stream(), altered.stream())
              .findFirst()
              .map(line -> "; the first: " + line)
              .orElse("");
      throw new BadInputException(root + ": none of " + all + " image files can be read" + first);
    }
    if (unreadable.size() > allowed) {
      throw BadInputException.of(
          "%s: %d of %d image files can't be read, at most %d are allowed (setting"
              + " 'max-corrupt'); the first: %s",
          root, unreadable.size(), all, allowed, unreadable.get(0));
    }
  }

  private static void name(List<String> notes, String verb, List<String> files, String what) {
    files.stream().limit(NAMED).forEach(f -> notes.add(verb + f));
    if (files.size() > NAMED) {
      notes.add(verb + (files.size() - NAMED) + " more " + what + " files");
    }
  }
}
