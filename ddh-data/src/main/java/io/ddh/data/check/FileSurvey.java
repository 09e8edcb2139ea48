package io.ddh.data.check;

import io.ddh.core.Progress;
import io.ddh.core.Sha256;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.folder.ImageListing;
import io.ddh.data.read.image.ImageSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sizes of the image files in a folder or archive before any cropping or scaling, and which of
 * the files are exact copies of each other. Only the headers of the files are decoded.
 *
 * @param files number of image files
 * @param sized number of files whose width and height could be read
 * @param widths minimum, median and maximum width in pixels
 * @param heights minimum, median and maximum height in pixels
 * @param sizes at most ten of the most frequent sizes, each with the number of files that have it;
 *     the most frequent size comes first
 * @param copies groups of two or more files with identical bytes; each group holds the sorted paths
 *     of its files
 */
public record FileSurvey(
    int files,
    int sized,
    CountRange widths,
    CountRange heights,
    List<Size> sizes,
    List<List<String>> copies) {
  private static final int NAMED = 10;

  /**
   * Maximum size of a file in bytes. Larger files are skipped here, because the reader refuses
   * them.
   */
  private static final long MOST_BYTES = 1L << 26;

  /** A width and height in pixels, and the number of files that have it. */
  public record Size(int width, int height, int count) {}

  /**
   * Surveys all image files of a folder or archive.
   *
   * @param path the folder or archive
   * @param progress receives the number of files done and the total number of files
   * @return the sizes of the images and the groups of identical files
   * @throws IOException if the folder or archive can't be read
   */
  public static FileSurvey of(Path path, Progress progress) throws IOException {
    try (FileTree tree = FileTree.open(path, "expected images")) {
      List<FileTree.Entry> wanted = ImageListing.of(tree);
      ImageSize[] found = new ImageSize[wanted.size()];
      String[] digests = new String[wanted.size()];
      AtomicInteger done = new AtomicInteger();
      tree.read(
          wanted,
          MOST_BYTES,
          (index, content) -> {
            try {
              byte[] bytes = content.bytes();
              digests[index] = Sha256.hex(bytes);
              found[index] = ImageSize.of(bytes);
            } catch (IOException e) {
              // The error is ignored here, because the reader will report it when it reads this
              // file.
            }
            progress.report("files surveyed", done.incrementAndGet(), wanted.size());
          });
      return of(wanted, found, digests);
    }
  }

  private static FileSurvey of(List<FileTree.Entry> files, ImageSize[] found, String[] digests) {
    List<ImageSize> sized = Arrays.stream(found).filter(Objects::nonNull).toList();
    Map<ImageSize, Integer> counts = new TreeMap<>();
    sized.forEach(size -> counts.merge(size, 1, Integer::sum));
    List<Size> sizes =
        counts.entrySet().stream()
            .sorted(Map.Entry.<ImageSize, Integer>comparingByValue().reversed())
            .limit(NAMED)
            .map(e -> new Size(e.getKey().width(), e.getKey().height(), e.getValue()))
            .toList();
    Map<String, List<String>> same =
        new LinkedHashMap<>(); // keeps the order of the files, which are sorted
    for (int i = 0; i < digests.length; i++) {
      if (digests[i] != null) {
        same.computeIfAbsent(digests[i], d -> new ArrayList<>(1)).add(files.get(i).path());
      }
    }
    List<List<String>> copies =
        same.values().stream().filter(group -> group.size() > 1).map(List::copyOf).toList();
    return new FileSurvey(
        files.size(),
        sized.size(),
        CountRange.of(sized.stream().mapToLong(ImageSize::width).toArray()),
        CountRange.of(sized.stream().mapToLong(ImageSize::height).toArray()),
        sizes,
        copies);
  }
}
