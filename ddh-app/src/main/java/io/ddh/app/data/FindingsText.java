package io.ddh.app.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats the findings on a data set as lines of text. */
public final class FindingsText {
  private static final int NAMED = 8;

  private final List<String> lines = new ArrayList<>();

  private FindingsText() {}

  /**
   * {@return the findings as lines of text}
   *
   * @param found the findings
   */
  public static List<String> of(Findings found) {
    FindingsText text = new FindingsText();
    text.all(found);
    return text.lines;
  }

  private void all(Findings found) {
    line("form        %s (%s)", found.form(), found.reason());
    line(
        "people      %d with %s images each (smallest / median / largest)",
        found.people(), found.imagesPerPerson());
    line(
        "images      %d, as read %s, %s%s",
        found.images(),
        found.shape().stream().map(n -> "" + n).collect(Collectors.joining("x")),
        colour(found),
        found.blank() == 0 ? "" : ", " + found.blank() + " that have only one colour");
    found.files().forEach(this::files);
    found.notes().forEach(note -> line("note        %s", note));
    duplicates(found);
    for (Findings.Crop crop : found.suggestedCrop()) {
      line(
          "crop        suggestion: the faces fill about %.0f %% of the side, so set crop: %s"
              + " (spread between images: %.0f grey levels in the middle, %.0f at the border)",
          100 * crop.share(), crop.crop(), crop.spreadMiddle(), crop.spreadBorder());
    }
    line("digest      %s", found.digest());
    found.sheets().forEach(sheet -> line("look at     %s", sheet));
    line("use         %s", found.yaml());
    if (!found.refused().isEmpty()) {
      line("refused     %s", found.refused());
    }
  }

  private static String colour(Findings found) {
    if (found.grey() == 0) {
      return "colour";
    }
    return found.grey() == found.images() ? "grey" : "colour, " + found.grey() + " of them grey";
  }

  private void files(Findings.ImageFiles files) {
    String sizes =
        files.sizes().stream()
            .limit(3)
            .map(size -> size.get(0) + "x" + size.get(1) + " (" + size.get(2) + ")")
            .collect(Collectors.joining(", "));
    line(
        "files       %d image files; width %s, height %s; most often %s",
        files.images(), files.width(), files.height(), sizes);
    files.same().stream()
        .limit(NAMED)
        .forEach(group -> line("same file   %s", String.join(" = ", group)));
    if (files.same().size() > NAMED) {
      line("same file   %d more groups", files.same().size() - NAMED);
    }
  }

  private void duplicates(Findings found) {
    Findings.SamePixels copies = found.copies();
    Findings.SameImage twins = found.twins();
    line(
        "copies      %d images have the same pixels as another image (%d groups, %d of them of"
            + " different people)",
        copies.surplus(), copies.groups().size(), copies.acrossPeople());
    line(
        "twins       %d images are near duplicates of another image (%d pairs, %d of different"
            + " people)",
        twins.images(), twins.pairs(), twins.acrossPeople());
    Findings.SplitFacts split = found.split();
    if (!split.problem().isEmpty()) {
      line("split       %s can't be drawn: %s", split.protocol(), split.problem());
    } else {
      line(
          "split       %s, seed %d: %d queries, gallery of %d%s",
          split.protocol(),
          split.seed(),
          split.queries(),
          split.gallery(),
          split.leftOut() == 0 ? "" : ", " + split.leftOut() + " people left out");
      line(
          "            %d queries (%.1f %%) have a twin (near duplicate) in the gallery, %d with"
              + " the same pixels; %d have a twin of another person",
          twins.queries(),
          split.queries() == 0 ? 0.0 : 100.0 * twins.queries() / split.queries(),
          copies.queries(),
          twins.queriesOtherPerson());
    }
    for (Findings.Pair pair : twins.samples().stream().limit(NAMED).toList()) {
      line(
          "            %s, correlation %.3f%s",
          String.join(" and ", pair.images()),
          pair.correlation(),
          pair.samePerson() ? "" : ", different people");
    }
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
