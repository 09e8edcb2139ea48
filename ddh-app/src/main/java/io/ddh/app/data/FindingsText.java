package io.ddh.app.data;

import io.ddh.data.check.FileSurvey;
import io.ddh.data.check.Twins;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings as lines for people. */
public final class FindingsText {
  private static final int NAMED = 8;

  private FindingsText() {}

  /** All lines. */
  public static List<String> of(Findings found) {
    List<String> out = new ArrayList<>();
    out.add("form        " + found.form() + " (" + found.reason() + ")");
    out.add(
        format(
            "people      %d with %s images each (smallest / median / largest)",
            found.data().images().identities().size(), found.perPerson()));
    out.add(
        format(
            "images      %d, as read %s, %s%s",
            found.data().images().size(),
            found.data().images().images().shape(),
            colour(found),
            found.pixels().blank() == 0
                ? ""
                : ", " + found.pixels().blank() + " of one colour all over"));
    found.files().ifPresent(files -> files(files, out));
    found.data().notes().forEach(note -> out.add("note        " + note));
    duplicates(found, out);
    found
        .crop()
        .ifPresent(
            crop ->
                out.add(
                    format(
                        "crop        suggestion: the faces fill about %.0f %% of the side: crop: %s (spread between"
                            + " pictures %.0f grey levels in the middle, %.0f at the border)",
                        100 * crop.share(), found.cropSetting(), crop.middle(), crop.border())));
    out.add("digest      " + found.data().digest());
    found.sheets().forEach(sheet -> out.add("look at     " + sheet));
    out.add("use         " + found.yaml());
    found.refusal().ifPresent(why -> out.add("refused     " + why));
    return out;
  }

  private static String colour(Findings found) {
    int grey = found.pixels().grey();
    int all = found.data().images().size();
    if (grey == 0) {
      return "colour";
    }
    return grey == all ? "grey" : "colour, " + grey + " of them grey";
  }

  private static void files(FileSurvey files, List<String> out) {
    String sizes =
        files.sizes().stream()
            .limit(3)
            .map(s -> s.width() + "x" + s.height() + " (" + s.count() + ")")
            .collect(Collectors.joining(", "));
    out.add(
        format(
            "files       %d image files; width %s, height %s; most often %s",
            files.files(), files.widths(), files.heights(), sizes));
    int more = files.copies().size() - NAMED;
    for (List<String> group : files.copies().subList(0, Math.min(NAMED, files.copies().size()))) {
      out.add("same file   " + String.join(" = ", group));
    }
    if (more > 0) {
      out.add("same file   " + more + " more groups");
    }
  }

  private static void duplicates(Findings found, List<String> out) {
    Twins twins = found.twins();
    out.add(
        format(
            "copies      %d images have the pixels of another (%d groups, %d of them of different"
                + " people)",
            found.copies().surplus(),
            found.copies().groups().size(),
            found.copies().acrossPeople()));
    out.add(
        format(
            "twins       %d images show the picture of another (%d pairs, %d of different people)",
            twins.images(), twins.pairs(), twins.acrossPeople()));
    SplitFacts split = found.split();
    if (split.problem().isPresent()) {
      out.add("split       " + split.protocol() + " can't be drawn: " + split.problem().get());
    } else {
      out.add(
          format(
              "split       %s, seed %d: %d queries, gallery of %d%s",
              split.protocol(),
              split.seed(),
              split.queries(),
              split.gallery(),
              split.leftOut() == 0 ? "" : ", " + split.leftOut() + " people left out"));
      out.add(
          format(
              "            %d queries (%.1f %%) have a twin in the gallery, %d the very same pixels;"
                  + " %d a twin of another person",
              twins.queries(),
              split.queries() == 0 ? 0.0 : 100.0 * twins.queries() / split.queries(),
              found.copies().queries(),
              twins.queriesOtherPerson()));
    }
    for (Twins.Pair pair : twins.samples().subList(0, Math.min(NAMED, twins.samples().size()))) {
      out.add(
          format(
              "            %s and %s, correlation %.3f%s",
              found.image(pair.first()),
              found.image(pair.second()),
              pair.correlation(),
              pair.samePerson() ? "" : ", different people"));
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
