package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.FaceAligner;
import io.ddh.core.GivenSplit;
import io.ddh.core.Images;
import io.ddh.core.LabeledImages;
import io.ddh.core.Progress;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.FaceScaler;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.commons.io.function.IOConsumer;

/** Decodes faces in parallel into one block of pixels. Each face is decoded once, by one thread. */
final class DecodedFaces {
  private static final int STEP = 16;

  private final List<FaceList.Face> faces;
  private final FaceScaler scaler;
  private final byte[] pixels;
  private final IOException[] failures;
  private final boolean[] small;
  private final boolean[] unseen;
  private final Optional<FaceAligner> aligner;

  /**
   * Allocates the memory for all faces, which are scaled without alignment.
   *
   * @throws BadInputException if the faces need more bytes than an array can hold
   */
  DecodedFaces(FileTree tree, List<FaceList.Face> faces, FaceScaler scaler) {
    this(tree, faces, scaler, Optional.empty());
  }

  /**
   * Allocates the memory for all faces.
   *
   * @param aligner finds and aligns each face; if empty, faces are only scaled
   * @throws BadInputException if the faces need more bytes than an array can hold
   */
  DecodedFaces(
      FileTree tree, List<FaceList.Face> faces, FaceScaler scaler, Optional<FaceAligner> aligner) {
    this.faces = faces;
    this.aligner = aligner;
    this.scaler = scaler;
    pixels = scaler.room(tree.root(), faces.size());
    failures = new IOException[faces.size()];
    small = new boolean[faces.size()];
    unseen = new boolean[faces.size()];
  }

  /** Decodes face i, given the content of its file. */
  void decode(int i, FileTree.Content content) {
    try {
      int at = i * scaler.length();
      if (aligner.isPresent()) {
        FaceAligner by = aligner.get();
        unseen[i] = !faces.get(i).align(content.bytes(), scaler, by, pixels, at);
      } else {
        small[i] = faces.get(i).scale(content.bytes(), scaler, pixels, at);
      }
    } catch (IOException e) {
      failures[i] = e;
    }
  }

  /**
   * Decodes all faces, on all cores.
   *
   * @param most maximum size of a file in bytes
   * @param inspection checks the content of each file before it is decoded
   */
  void decode(
      String name, FileTree tree, long most, IOConsumer<byte[]> inspection, Progress progress)
      throws IOException {
    int n = faces.size();
    AtomicInteger done = new AtomicInteger();
    tree.read(
        faces.stream().map(FaceList.Face::file).toList(),
        most,
        (i, content) -> {
          decode(
              i,
              () -> {
                byte[] bytes = content.bytes();
                inspection.accept(bytes);
                return bytes;
              });
          int count = done.incrementAndGet();
          if (count % STEP == 0 || count == n) {
            progress.report("images of " + name, count, n);
          }
        });
  }

  /** Returns why face i couldn't be read, or empty if it was read. */
  Optional<IOException> failure(int i) {
    return Optional.ofNullable(failures[i]);
  }

  /** Returns the number of images that are smaller than the crop. */
  long smallOnes() {
    return IntStream.range(0, small.length).filter(i -> small[i]).count();
  }

  /** Returns the number of images in which the aligner found no face. */
  long unseenOnes() {
    return IntStream.range(0, unseen.length).filter(i -> unseen[i]).count();
  }

  /** Returns the indices of the faces that were read, in ascending order. */
  int[] read() {
    return IntStream.range(0, failures.length).filter(i -> failures[i] == null).toArray();
  }

  /**
   * Returns the images that were read, with people numbered in the order of their names. If some
   * faces are marked as queries, the result has a given split, even if none of the queries could be
   * read. This method may be called only once.
   */
  LabeledImages labeled() {
    List<FaceList.Face> read = Arrays.stream(read()).mapToObj(faces::get).toList();
    List<String> people = List.copyOf(FaceList.byPerson(read).keySet());
    int[] labels =
        read.stream().mapToInt(f -> Collections.binarySearch(people, f.person())).toArray();
    Optional<GivenSplit> given =
        faces.stream().anyMatch(FaceList.Face::query)
            ? Optional.of(new GivenSplit(indices(read, false), indices(read, true)))
            : Optional.empty();
    return new LabeledImages(images(), labels, people, given);
  }

  private static int[] indices(List<FaceList.Face> faces, boolean query) {
    return IntStream.range(0, faces.size()).filter(i -> faces.get(i).query() == query).toArray();
  }

  /**
   * Returns the images that were read, without gaps for images that could not be read. This method
   * may be called only once.
   */
  Images images() {
    int length = scaler.length();
    int[] read = read();
    for (int k = 0; k < read.length; k++) {
      System.arraycopy(pixels, read[k] * length, pixels, k * length, length);
    }
    byte[] whole =
        read.length == faces.size() ? pixels : Arrays.copyOf(pixels, read.length * length);
    return new Images(scaler.size(), scaler.size(), scaler.channels(), whole);
  }
}
