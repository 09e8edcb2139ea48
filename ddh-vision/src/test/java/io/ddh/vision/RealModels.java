package io.ddh.vision;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ddh.vision.model.ModelDescriptor;
import io.ddh.vision.model.ModelList;
import io.ddh.vision.model.ModelStore;
import io.ddh.vision.model.PublishedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The published files of the default networks, where {@code DDH_DATA} says they are. */
public final class RealModels {
  private RealModels() {}

  /** Reads a published file; the test is skipped where there is none. */
  public static byte[] file(String name) throws IOException {
    String root = System.getenv("DDH_DATA");
    assumeTrue(root != null, "DDH_DATA is not set: the published networks are not tested");
    Path file = Path.of(root, "models", name);
    assumeTrue(Files.exists(file), file + " is missing: a network is not tested");
    return Files.readAllBytes(file);
  }

  /** Stores the default networks in a folder; the test is skipped where their files are missing. */
  public static ModelStore store(Path folder) throws IOException {
    ModelStore store = ModelStore.at(folder);
    for (String name : ModelList.DEFAULTS) {
      ModelDescriptor model = store.list().get(name);
      Map<String, byte[]> files = new HashMap<>();
      for (PublishedFile file : model.files()) {
        files.put(file.name(), file(file.name()));
      }
      store.install(name, files);
    }
    return store;
  }
}
