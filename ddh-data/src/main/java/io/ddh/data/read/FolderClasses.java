package io.ddh.data.read;

import io.ddh.data.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link ClassFiles} in a folder. */
final class FolderClasses implements ClassFiles {
  private final Path root;
  private final List<Entry> entries = new ArrayList<>();
  private long ignored;

  /**
   * Lists the folder.
   *
   * @throws BadInputException if {@code train} or {@code test} is missing or holds no images
   */
  FolderClasses(Path root) {
    this.root = root;
    add(true, "train");
    add(false, "test");
    entries.sort(Entry.ORDER);
  }

  private void add(boolean train, String part) {
    Path folder = root.resolve(part);
    if (!Files.isDirectory(folder)) {
      throw new BadInputException(root + ": no folder " + part + "; " + LAYOUT);
    }
    ImageFiles files = ImageFiles.list(folder);
    ignored += files.ignored();
    for (ImageFiles.Entry e : files.files()) {
      String name = files.people().get(e.person());
      entries.add(new Entry(train, name, part + "/" + e.relative(), e.size(), e.modified()));
    }
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public long ignored() {
    return ignored;
  }

  @Override
  public byte[] bytes(Entry entry) throws IOException {
    return ImageDecoder.bytes(root.resolve(entry.relative()), MAX_BYTES);
  }

  @Override
  public void close() {}
}
