package io.ddh.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ddh.app.calibrate.ErrorRates;
import io.ddh.app.calibrate.Trial;
import io.ddh.app.calibrate.Trials;
import io.ddh.app.photos.FaceDefaults;
import io.ddh.app.photos.HasherFit;
import io.ddh.app.photos.PhotoRequest;
import io.ddh.app.photos.VectorSample;
import io.ddh.core.AtomicFile;
import io.ddh.core.Features;
import io.ddh.core.Parallel;
import io.ddh.core.Progress;
import io.ddh.core.Seeds;
import io.ddh.core.Shown;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.Limits;
import io.ddh.data.read.folder.ImageListing;
import io.ddh.data.read.image.WholePhoto;
import io.ddh.retrieval.index.CodeIndex;
import io.ddh.retrieval.index.IndexBuilder;
import io.ddh.retrieval.index.Item;
import io.ddh.vision.FaceFinder;
import io.ddh.vision.FaceOptions;
import io.ddh.vision.PhotoFace;
import io.ddh.vision.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures the default rejection distances of photo indexes. Half of the people are used to fit the
 * hashers. One quarter determines the distance at which both error rates are equal, and the errors
 * at this distance are counted on the last quarter. Each face in turn is left out and used as a
 * query, as in {@code ddh index calibrate} without a validation set. Ten faces of each person are
 * used, so that all people count equally. All numbers are means over ten such divisions of the
 * people.
 *
 * @param faces folder with one folder of photos per person
 * @param say receives a line for each result
 */
record RejectionStudy(Path faces, Consumer<String> say) {
  /** Path of the file that comes with the program, relative to the root of the project. */
  static final String FILE = "ddh-app/src/main/resources/io/ddh/app/photos/defaults.json";

  private static final long SEED = 1;
  private static final List<String> ROWS =
      List.of("itq 48", "itq 64", "itq 96", "itq 128", "lsh 128", "lsh 256", "lsh 512");
  private static final int EACH = 10;
  private static final int SPLITS = 10;

  /** A face with the name of its person. */
  private record Face(String person, float[] vector) {}

  /** Measures everything and writes the file that comes with the program. */
  void write(Path file, Origin origin) throws IOException {
    FaceOptions options = FaceOptions.defaults();
    ModelStore models = ModelStore.of(System.getenv());
    List<Face> all;
    try (FaceFinder finder = FaceFinder.open(models, options)) {
      all = faces(finder);
    }
    List<Split> splits = IntStream.range(0, SPLITS).mapToObj(i -> Split.of(all, i)).toList();
    List<FaceDefaults.Distance> distances = new ArrayList<>();
    for (String row : ROWS) {
      FaceDefaults.Distance found = distance(row.substring(0, 3), row.substring(4), splits);
      distances.add(found);
      say.accept(found.toString());
    }
    FaceDefaults defaults =
        new FaceDefaults(
            Shown.format("%s; revision %s, %s", origin.command(), origin.revision(), origin.date()),
            Shown.format(
                "lfw10, %d faces per person: means of %d splits into %s",
                EACH, SPLITS, splits.get(0)),
            options.network(),
            models.digest(options.network()),
            mean(all),
            distances);
    AtomicFile.writeText(
        file,
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(defaults) + "\n");
  }

  /** A division of the people into three groups, each with ten faces per person. */
  private record Split(List<Face> fit, List<Face> choose, List<Face> test) {
    static Split of(List<Face> all, int number) {
      Random random = new Random(Seeds.derive(SEED, "rejection", number));
      List<String> people = new ArrayList<>(all.stream().map(Face::person).distinct().toList());
      List<Face> faces = new ArrayList<>(all);
      Collections.shuffle(people, random);
      Collections.shuffle(faces, random);
      int half = people.size() / 2;
      int more = half + (people.size() - half) / 2;
      return new Split(
          group(faces, people.subList(0, half)),
          group(faces, people.subList(half, more)),
          group(faces, people.subList(more, people.size())));
    }

    private static List<Face> group(List<Face> all, List<String> people) {
      return people.stream()
          .flatMap(p -> all.stream().filter(face -> face.person().equals(p)).limit(EACH))
          .toList();
    }

    @Override
    public String toString() {
      return Shown.format(
          "%d people to fit the hasher, %d for the distance and %d for the errors",
          fit.size() / EACH, choose.size() / EACH, test.size() / EACH);
    }
  }

  private static FaceDefaults.Distance distance(String method, String length, List<Split> splits) {
    int bits = Integer.parseInt(length);
    List<double[]> found = new ArrayList<>();
    for (Split split : splits) {
      HasherFit hasher = hasher(method, bits, split.fit());
      Coded chosen = Coded.of(hasher, split.choose());
      Coded tested = Coded.of(hasher, split.test());
      int search = chosen.searched().equalError();
      int pair = chosen.pairs().equalError();
      ErrorRates searched = tested.searched();
      ErrorRates pairs = tested.pairs();
      found.add(
          new double[] {
            search,
            searched.falseAccepts(search),
            searched.falseRejects(search),
            pair,
            pairs.falseAccepts(pair),
            pairs.falseRejects(pair)
          });
    }
    double[] mean =
        IntStream.range(0, 6)
            .mapToDouble(i -> found.stream().mapToDouble(f -> f[i]).average().orElseThrow())
            .map(value -> Math.rint(1e4 * value) / 1e4)
            .toArray();
    List<Face> test = splits.get(0).test();
    return new FaceDefaults.Distance(
        method,
        bits,
        (int) Math.round(mean[0]),
        mean[1],
        mean[2],
        test.size(),
        test.size() / EACH,
        (int) Math.round(mean[3]),
        mean[4],
        mean[5]);
  }

  private List<Face> faces(FaceFinder finder) throws IOException {
    try (FileTree tree = FileTree.open(faces, "expected photos")) {
      List<FileTree.Entry> photos = ImageListing.of(tree);
      List<Optional<Face>> found =
          IntStream.range(0, photos.size())
              .parallel()
              .mapToObj(i -> largest(tree, photos.get(i), finder))
              .toList();
      return found.stream().flatMap(Optional::stream).toList();
    }
  }

  private static Optional<Face> largest(FileTree tree, FileTree.Entry photo, FaceFinder finder) {
    try {
      return finder.find(WholePhoto.read(tree.bytes(photo, Limits.FILE_BYTES)), 0).stream()
          .max(Comparator.comparingLong(f -> (long) f.box().width() * f.box().height()))
          .map(PhotoFace::vector)
          .map(vector -> new Face(photo.parts().get(0), vector));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[] mean(List<Face> faces) {
    double[] sum = new double[faces.get(0).vector().length];
    faces.forEach(face -> IntStream.range(0, sum.length).forEach(i -> sum[i] += face.vector()[i]));
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (Math.rint(1e4 * sum[i] / faces.size()) / 1e4);
    }
    return mean;
  }

  private static HasherFit hasher(String method, int bits, List<Face> fit) {
    VectorSample sample = new VectorSample(fit.size(), SEED);
    fit.forEach(face -> sample.add(face.vector(), ""));
    PhotoRequest request =
        new PhotoRequest(
            Optional.of(method), OptionalInt.of(bits), fit.size(), Optional.empty(), false);
    return HasherFit.of(request, sample, Optional.empty(), Progress.NONE);
  }

  /** The codes of faces. */
  private record Coded(int bits, List<Item> items) {
    static Coded of(HasherFit fit, List<Face> faces) {
      List<Item> items = new ArrayList<>();
      for (Face face : faces) {
        Features vector = new Features(face.vector().length, face.vector());
        items.add(Item.of(fit.hasher().encode(vector), 0, face.person(), ""));
      }
      return new Coded(fit.hasher().bits(), items);
    }

    /** Error rates of searches in which each face in turn is left out and used as a query. */
    ErrorRates searched() {
      try {
        Path folder = Files.createTempDirectory("rejection");
        Path file = folder.resolve("faces.ddhx");
        try (IndexBuilder builder = IndexBuilder.create(file, bits)) {
          for (Item item : items) {
            builder.add(item);
          }
          builder.finish();
        }
        Trials trials = Trials.within(CodeIndex.open(file), Parallel.threads(), SEED);
        return ErrorRates.of(trials.list(), bits);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Error rates over all pairs of faces. A pair that shows different people counts as a query
     * with a person who is not in the index.
     */
    ErrorRates pairs() {
      List<Trial> trials = new ArrayList<>();
      for (int i = 0; i < items.size(); i++) {
        for (Item other : items.subList(0, i)) {
          boolean same = items.get(i).label().equals(other.label());
          int distance = 0;
          for (int w = 0; w < other.code().length; w++) {
            distance += Long.bitCount(items.get(i).code()[w] ^ other.code()[w]);
          }
          trials.add(new Trial(other.label(), same, distance, same));
        }
      }
      return ErrorRates.of(trials, bits);
    }
  }
}
