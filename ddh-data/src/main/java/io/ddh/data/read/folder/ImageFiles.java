package io.ddh.data.read.folder;

import io.ddh.core.BadInputException;
import io.ddh.core.Nfc;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.image.ImageFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The image files in a folder or archive that has one folder per person. {@link PersonFolders}
 * finds the folders of the people. People and files are sorted by name, and names are compared as
 * composed Unicode characters.
 *
 * @param list the images as faces without boxes. Each image is named by its path relative to the
 *     folder or, in an archive, relative to the single top-level folder that contains everything.
 * @param wrap path of the single top-level folder that contains everything, ending with {@code /};
 *     empty if there is none
 * @param loose images that are in no person folder
 */
record ImageFiles(FaceList list, String wrap, List<FileTree.Entry> loose) {
  /** Description of the expected layout, for error messages. */
  static final String LAYOUT = "expected person/image.jpg or person/video/frame.jpg";

  /**
   * Finds the images of each person among the files of a folder or archive.
   *
   * @param level depth of the person folders, 1 for those directly below the root; 0 to detect it
   * @param photos which image to use if there are both a photo and the face cut out of it; true for
   *     the photo, false for the face
   * @throws BadInputException if there is no person with an image
   */
  static ImageFiles of(FileTree tree, int level, boolean photos) {
    List<FileTree.Entry> images = ImageListing.of(tree);
    PersonFolders folders =
        PersonFolders.of(
            tree.root().toString(),
            images.stream().map(FileTree.Entry::parts).toList(),
            bare(tree),
            level);
    String wrap = folders.wrap();
    List<FaceList.Face> faces = new ArrayList<>();
    List<FileTree.Entry> loose = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      FileTree.Entry file = images.get(i);
      String below = tree.isFolder() ? file.path() : file.path().substring(wrap.length());
      Optional<String> person = folders.person(i);
      if (person.isPresent()) {
        faces.add(new FaceList.Face(file, below, person.get(), folders.isQuery(i)));
      } else {
        loose.add(file);
      }
    }
    Set<String> people = new TreeSet<>();
    if (wrap.isEmpty() && folders.isTop()) {
      tree.tops().forEach(name -> people.add(Nfc.of(name)));
    }
    if (faces.isEmpty()) {
      throw none(tree, images.size(), people.size());
    }
    Map<String, List<FaceList.Face>> byPerson = FaceList.byPerson(faces);
    people.addAll(byPerson.keySet());
    List<String> notes = new ArrayList<>(folders.notes());
    Map<String, Integer> twice = new TreeMap<>();
    byPerson.replaceAll((person, own) -> sorted(CropFolders.once(own, photos, twice)));
    if (!twice.isEmpty()) {
      notes.add(CropFolders.note(twice, photos));
    }
    List<FileTree.Entry> read = faces.stream().map(FaceList.Face::file).toList();
    IgnoredFiles ignored = IgnoredFiles.of(tree, images, read, "in no person folder");
    List<String> problems = ImageListing.problems(tree);
    List<FaceList.Face> all = FaceList.joined(byPerson);
    return new ImageFiles(
        new FaceList(people, all, ignored, problems, Map.of(), notes), wrap, loose);
  }

  private static List<FaceList.Face> sorted(Collection<FaceList.Face> faces) {
    Comparator<FaceList.Face> byPath = Comparator.comparing(f -> Nfc.of(f.file().path()));
    return faces.stream().sorted(byPath.thenComparing(f -> f.file().path())).toList();
  }

  private static BadInputException none(FileTree tree, int loose, int folders) {
    String more = tree.skipped().note().map(note -> "; " + note).orElse("");
    return new BadInputException(
        tree.root()
            + (folders == 0
                ? ": no person folders; images outside person folders: " + loose + "; " + LAYOUT
                : ": no images (" + ImageFormat.VALID + ") in " + folders + " person folders")
            + more);
  }

  /** Returns the folders directly below the root that contain no files. */
  private static Set<String> bare(FileTree tree) {
    Set<String> bare = new HashSet<>(tree.tops());
    tree.files().forEach(file -> bare.remove(file.parts().get(0)));
    tree.problems().forEach(problem -> bare.remove(problem.path().split("/", -1)[0]));
    return bare;
  }
}
