package io.ddh.data.read.files;

import io.ddh.core.BadInputException;
import io.ddh.core.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A quick look at the names in an archive, which need not be read to its end. */
public final class ArchiveNames {
  /** In a gzipped tar, what lies behind so many bytes isn't looked at. */
  private static final long FAR = 1L << 28;

  private ArchiveNames() {}

  /** Whether bytes begin as a tar archive, or as a packed file that may hold one. */
  public static boolean isTar(byte[] head) {
    return TarStream.isGzip(head) || TarStream.isXz(head) || TarStream.isHeader(head);
  }

  /**
   * Names of files, without {@link SystemFiles}.
   *
   * @param most names
   * @param names gets them
   * @return whether these are all
   * @throws BadInputException if it is no archive
   */
  public static boolean list(Path file, int most, List<String> names) throws IOException {
    return ZipTree.isZip(KnownContent.head(file)) ? zip(file, most, names) : tar(file, most, names);
  }

  private static boolean zip(Path file, int most, List<String> names) throws IOException {
    try (ZipFile zip = ZipTree.open(file)) {
      Enumeration<? extends ZipEntry> all = zip.entries();
      while (all.hasMoreElements()) {
        String name = EntryNames.plain(all.nextElement().getName());
        if (!name.endsWith("/") && SystemFiles.in(name).isEmpty()) {
          if (names.size() == most) {
            return false;
          }
          names.add(name);
        }
      }
      return true;
    }
  }

  private static boolean tar(Path file, int most, List<String> names) {
    long seen = 0;
    try (TarStream tar = new TarStream(file)) {
      for (Optional<TarStream.Member> m = tar.next(); m.isPresent(); m = tar.next()) {
        boolean wanted =
            m.get().kind() == TarStream.Kind.FILE && SystemFiles.in(m.get().name()).isEmpty();
        seen += m.get().size();
        if (wanted) {
          if (names.size() == most || seen > FAR) {
            return false;
          }
          names.add(m.get().name());
        }
      }
      return true;
    } catch (IOException e) {
      throw new BadInputException(
          file + ": not a tar archive that can be read: " + Reason.of(e), e);
    }
  }
}
