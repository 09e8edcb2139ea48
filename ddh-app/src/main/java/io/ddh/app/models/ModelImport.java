package io.ddh.app.models;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import io.ddh.core.Sha256;
import io.ddh.core.Shown;
import io.ddh.data.read.files.FileTree;
import io.ddh.data.read.files.KnownContent;
import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.PublishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Imports networks from published files, even if they were renamed, or from folders and archives
 * that contain published files under their original names. Published files are recognised by their
 * SHA-256.
 */
public final class ModelImport {
  /** Maximum size of a published file, in bytes. */
  private static final long MOST = 1L << 30;

  private final ModelStore store;
  private final boolean accepted;
  private final Map<String, byte[]> found = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  /** Number of files that were recognised by their content or name. */
  private int taken;

  /**
   * The result of an import.
   *
   * @param stored the ONNX files that were written, by the names of the networks
   * @param problems one line for each file and network that could not be imported
   */
  public record Outcome(Map<String, Path> stored, List<String> problems) {}

  private ModelImport(ModelStore store, boolean accepted) {
    this.store = store;
    this.accepted = accepted;
  }

  /**
   * Imports all networks that are complete.
   *
   * @param store receives the networks
   * @param accepted whether the user accepts licences that restrict the use
   * @param paths files, folders and archives
   * @return the stored networks, and the files and networks that could not be imported
   */
  public static Outcome run(ModelStore store, boolean accepted, List<Path> paths) {
    ModelImport task = new ModelImport(store, accepted);
    for (Path path : paths) {
      task.read(path);
    }
    return new Outcome(task.install(), task.problems);
  }

  private void read(Path path) {
    int before = taken;
    try {
      if (Files.isRegularFile(path) && Files.size(path) <= MOST) {
        byte[] content = Files.readAllBytes(path);
        String name = path.getFileName().toString();
        if (published(name).isPresent() || published(content).isPresent()) {
          take(path.toString(), name, content);
        }
      }
      if (taken == before && (!Files.isRegularFile(path) || isArchive(path))) {
        readTree(path);
      }
      if (taken == before) {
        throw BadInputException.of(
            "%s: no published file of a network found; ddh models list shows the published files",
            path);
      }
    } catch (BadInputException e) {
      problems.add(e.getMessage());
    } catch (IOException e) {
      problems.add(path + ": " + Reason.of(e));
    }
  }

  private static boolean isArchive(Path file) throws IOException {
    byte[] head = KnownContent.head(file);
    return KnownContent.isTar(head) || head.length > 1 && head[0] == 'P' && head[1] == 'K';
  }

  private void readTree(Path path) throws IOException {
    try (FileTree tree = FileTree.open(path, "expected published files of networks")) {
      for (FileTree.Entry entry : tree.files()) {
        String where = path + "/" + entry.path();
        String name = entry.parts().get(entry.parts().size() - 1);
        if (published(name).isPresent()) {
          try {
            take(where, name, tree.bytes(entry, MOST));
          } catch (IOException e) {
            taken++;
            problems.add(where + ": " + Reason.of(e));
          }
        }
      }
    }
  }

  private void take(String where, String name, byte[] content) {
    taken++;
    Optional<PublishedFile> file = published(content);
    if (file.isPresent()) {
      found.put(file.get().name(), content);
    } else {
      problems.add(
          Shown.format(
              "%s: not the published file, or damaged: %d bytes with SHA-256 %s, expected %s",
              where, content.length, Sha256.hex(content), published(name).orElseThrow().sha256()));
    }
  }

  private Optional<PublishedFile> published(byte[] content) {
    String sha256 = Sha256.hex(content);
    return files().stream().filter(file -> file.sha256().equals(sha256)).findFirst();
  }

  private Optional<PublishedFile> published(String name) {
    return files().stream().filter(file -> file.name().equals(name)).findFirst();
  }

  private List<PublishedFile> files() {
    return store.list().models().stream().flatMap(model -> model.files().stream()).toList();
  }

  private Map<String, Path> install() {
    Map<String, Path> stored = new TreeMap<>();
    for (ModelDescriptor model : store.list().models()) {
      List<String> names = model.files().stream().map(PublishedFile::name).toList();
      List<String> missing = names.stream().filter(name -> !found.containsKey(name)).toList();
      try {
        if (missing.isEmpty()) {
          model.terms().check(model.name(), accepted);
          stored.put(model.name(), store.install(model.name(), found));
        } else if (missing.size() < names.size()) {
          problems.add(model.name() + ": incomplete without " + String.join(", ", missing));
        }
      } catch (BadInputException e) {
        problems.add(e.getMessage());
      }
    }
    return stored;
  }
}
