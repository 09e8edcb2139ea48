package io.ddh.data.read;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The image files below a folder with one folder a person, people and files sorted by name. Hidden
 * files and folders are passed over; links are followed.
 *
 * @param people names of the person folders that hold image files
 * @param files sorted by person, then by path
 * @param ignored files that are no images by extension or belong to no person
 * @param empty names of person folders without image files
 */
record ImageFiles(List<String> people, List<Entry> files, long ignored, List<String> empty) {
  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "pgm", "ppm", "pnm", "bmp");
  private static final String LAYOUT = "expected person/image.jpg or person/video/frame.jpg";

  /**
   * One image file.
   *
   * @param relative path below the root with {@code /} on every platform
   * @param person index of the person
   * @param modified last modification, ms since 1970
   */
  record Entry(Path path, String relative, int person, long size, long modified) {}

  /**
   * Lists a folder.
   *
   * @throws BadInputException if it is missing, no folder, or holds no person with an image
   */
  static ImageFiles list(Path root) {
    if (!Files.exists(root)) {
      throw new BadInputException(root + ": no such folder; " + LAYOUT + " below it");
    }
    if (!Files.isDirectory(root)) {
      throw new BadInputException(root + ": not a folder; " + LAYOUT + " below it");
    }
    try {
      return listPeople(root);
    } catch (IOException e) {
      throw new BadInputException(root + ": can't be listed (" + e + ")", e);
    }
  }

  private static ImageFiles listPeople(Path root) throws IOException {
    List<Path> folders = new ArrayList<>();
    Counter loose = new Counter();
    try (Stream<Path> children = Files.list(root)) {
      for (Path child : (Iterable<Path>) children::iterator) {
        if (isHidden(child)) {
          continue;
        }
        if (Files.isDirectory(child)) {
          folders.add(child);
        } else {
          loose.add(child);
        }
      }
    }
    if (folders.isEmpty()) {
      throw new BadInputException(
          root + ": no person folders, " + loose.images + " loose images; " + LAYOUT);
    }
    checkNames(root, folders);
    folders.sort(Comparator.comparing(ImageFiles::name));
    List<String> people = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    List<Entry> files = new ArrayList<>();
    long ignored = loose.images + loose.others;
    for (Path folder : folders) {
      List<Entry> own = new ArrayList<>();
      ignored += walk(root, folder, people.size(), own);
      own.sort(Comparator.comparing(Entry::relative));
      (own.isEmpty() ? empty : people).add(name(folder));
      files.addAll(own);
    }
    if (files.isEmpty()) {
      throw new BadInputException(
          root + ": no images (" + extensions() + ") in " + folders.size() + " person folders");
    }
    return new ImageFiles(people, files, ignored, empty);
  }

  /** Under a locale without the names' letters Java reads them all alike: two people become one. */
  private static void checkNames(Path root, List<Path> folders) {
    long unreadable = folders.stream().filter(f -> name(f).indexOf('\uFFFD') >= 0).count();
    if (unreadable > 0) {
      throw new BadInputException(
          root
              + ": "
              + unreadable
              + " person folders have names that this locale can't show; set LC_ALL=C.UTF-8");
    }
  }

  private static long walk(Path root, Path folder, int person, List<Entry> out) throws IOException {
    Counter counter = new Counter();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return isHidden(dir) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && counter.add(file)) {
              out.add(
                  new Entry(
                      file,
                      relative(root, file),
                      person,
                      attributes.size(),
                      attributes.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return counter.others;
  }

  private static String relative(Path root, Path file) {
    List<String> parts = new ArrayList<>();
    root.relativize(file).forEach(part -> parts.add(part.toString()));
    return String.join("/", parts);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static boolean isHidden(Path path) {
    return name(path).startsWith(".");
  }

  /** Whether a file's name has the extension of an image. */
  static boolean isImage(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return EXTENSIONS.contains(lower.substring(lower.lastIndexOf('.') + 1));
  }

  private static String extensions() {
    return String.join(", ", EXTENSIONS.stream().sorted().toList());
  }

  /** Counts files by whether their extension is an image's. */
  private static final class Counter {
    private long images;
    private long others;

    boolean add(Path file) {
      boolean image = isImage(name(file));
      if (image) {
        images++;
      } else {
        others++;
      }
      return image;
    }
  }
}
