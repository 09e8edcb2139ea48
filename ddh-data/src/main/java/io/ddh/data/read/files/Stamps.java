package io.ddh.data.read.files;

import io.ddh.data.Seeds;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** The digest of a listing. */
final class Stamps {
  private Stamps() {}

  static String of(
      List<FileTree.Entry> files, Collection<String> tops, List<FileTree.Problem> problems) {
    MessageDigest sha = Seeds.sha256();
    for (FileTree.Entry e : files) {
      update(sha, e.path() + "\0" + e.size() + " " + e.stamp());
    }
    tops.forEach(top -> update(sha, top));
    problems.forEach(problem -> update(sha, problem.toString()));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void update(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 0);
  }
}
