package io.ddh.experiments.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a reader must know about a table's rows. */
final class TableNotes {
  private static final Set<String> RELEASED = Set.of("ddh", "ddh+aug");

  private TableNotes() {}

  /** The remarks that the given rows need. */
  static List<String> of(Collection<String> rows) {
    List<String> notes = new ArrayList<>();
    note(
        notes,
        rows,
        RELEASED::contains,
        "ddh, ddh+aug: follow the code that the authors published. Its header names their follow-up"
            + " paper, Discriminative Deep Quantization Hashing (TNNLS 2018), so these rows may be"
            + " nearer to DDQH than to the IJCAI paper.");
    note(
        notes,
        rows,
        "ddh-paper"::equals,
        "ddh-paper: Eq. 5 of the paper taken literally (quantisation weight 1 on the sum over bits,"
            + " no batch norm on the face feature and hash layers); expected near chance.");
    note(
        notes,
        rows,
        row -> row.endsWith("+cnn"),
        "+cnn: the paper does not say where its CNN features come from. Here they are the face"
            + " feature layer of the same network trunk, trained as a plain softmax classifier on"
            + " the training split.");
    note(
        notes,
        rows,
        "class-id"::equals,
        "class-id: a reference, not a hash. The class that the CNN feature net predicts, for gallery"
            + " and queries alike, written as a binary number and repeated to K bits. The protocol"
            + " is closed-set (query identities were trained on), so a classifier's answer can win"
            + " it; every deep row must be judged against this one (Sablayrolles et al., ICASSP"
            + " 2017).");
    note(notes, rows, "random"::equals, "random: codes drawn at random, the floor.");
    note(
        notes,
        rows,
        "deephash"::equals,
        "deephash: a reconstruction from the abstract (arXiv 1608.03658); details are ours.");
    return notes;
  }

  private static void note(
      List<String> notes, Collection<String> rows, Predicate<String> about, String text) {
    if (rows.stream().anyMatch(about)) {
      notes.add(text);
    }
  }
}
