package io.ddh.data.check;

import io.ddh.core.Progress;
import io.ddh.core.Sha256;
import io.ddh.data.read.ImageListing;
import io.ddh.data.read.ImageSize;
import io.ddh.data.read.files.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The image files of a folder or archive as they lie there, before cropping and scaling. Only their
 * heads are decoded.
 *
 * @param files how many there are, by extension
 * @param sized how many say a size that can be read
 * @param widths in pixels
 * @param heights in pixels
 * @param sizes how many have which width×height, the commonest first; at most ten
 * @param copies paths of files with the same bytes, two or more each, sorted
 */
public record FileSurvey(
    int files,
    int sized,
    CountRange widths,
    CountRange heights,
    List<Size> sizes,
    List<List<String>> copies) {
  private static final int NAMED = 10;

  /** Larger ones are no photos of faces; they are left to the reader to refuse. */
  private static final long MOST_BYTES = 1L << 26;

  public FileSurvey {
    sizes = List.copyOf(sizes);
    copies = List.copyOf(copies);
  }

  /** So many files have that size. */
  public record Size(int width, int height, int count) {}

  /** Looks at all image files. */
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
              // The reader says why, when it comes to this file.
            }
            progress.report("files looked at", done.incrementAndGet(), wanted.size());
          });
      return of(wanted, found, digests);
    }
  }

  private static FileSurvey of(List<FileTree.Entry> files, ImageSize[] found, String[] digests) {
    Map<ImageSize, Integer> counts = new TreeMap<>();
    Map<String, List<String>> same = new TreeMap<>();
    List<ImageSize> sized = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      if (found[i] != null) {
        sized.add(found[i]);
        counts.merge(found[i], 1, Integer::sum);
      }
      if (digests[i] != null) {
        same.computeIfAbsent(digests[i], d -> new ArrayList<>(1)).add(files.get(i).path());
      }
    }
    List<Size> sizes =
        counts.entrySet().stream()
            .sorted(Map.Entry.<ImageSize, Integer>comparingByValue().reversed())
            .limit(NAMED)
            .map(e -> new Size(e.getKey().width(), e.getKey().height(), e.getValue()))
            .toList();
    List<List<String>> copies =
        same.values().stream()
            .filter(group -> group.size() > 1)
            .map(List::copyOf)
            .sorted((a, b) -> a.get(0).compareTo(b.get(0)))
            .toList();
    return new FileSurvey(
        files.size(),
        sized.size(),
        CountRange.of(sized.stream().mapToLong(ImageSize::width).toArray()),
        CountRange.of(sized.stream().mapToLong(ImageSize::height).toArray()),
        sizes,
        copies);
  }
}
