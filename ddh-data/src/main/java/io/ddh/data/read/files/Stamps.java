package io.ddh.data.read.files;

import io.ddh.core.Sha256;
import java.util.Collection;
import java.util.List;

/** The digest of a listing. */
final class Stamps {
  private Stamps() {}

  static String of(
      List<FileTree.Entry> files, Collection<String> tops, List<FileTree.Problem> problems) {
    Sha256 sha = new Sha256();
    for (FileTree.Entry e : files) {
      sha.add(e.path() + "\0" + e.size() + " " + e.stamp());
    }
    tops.forEach(top -> sha.add(top));
    problems.forEach(problem -> sha.add(problem.toString()));
    return sha.hex();
  }
}
