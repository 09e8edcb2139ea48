package io.ddh.experiments.run;

import io.ddh.core.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One of several parts of a plan, for runs on several machines. Every process divides the plan in
 * the same way. Cells that learn from the same stored features stay together, and so do the code
 * lengths of a row and seed, unless the part would then exceed its share. Rows that learn from
 * pixels (networks, which take long), rows that learn from stored features, and all other rows are
 * each distributed evenly.
 *
 * @param number number of the part, from 1
 * @param of number of parts, ≥ 1
 */
public record Shard(int number, int of) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * Checks the numbers.
   *
   * @param number number of the part, from 1
   * @param of number of parts, ≥ 1
   * @throws BadInputException if the number isn't between 1 and the number of parts
   */
  public Shard {
    if (of < 1 || number < 1 || number > of) {
      throw bad(number + "/" + of);
    }
  }

  /**
   * Parses a part such as {@code 2/8}.
   *
   * @param text {@code I/N} with I from 1 to N
   * @return the part
   * @throws BadInputException if the text is not written in this way
   */
  public static Shard parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw bad(text);
    }
    return new Shard(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
  }

  private static BadInputException bad(String text) {
    return new BadInputException(
        "--shard " + text + ": must be I/N with I from 1 to N, for example 2/8");
  }

  private enum Kind {
    PIXELS,
    KEPT_FEATURES,
    OTHER
  }

  /**
   * {@return the plan with those cells that belong to this part, in the plan's order; it may have
   * no cells}
   *
   * @param plan the whole plan
   */
  public Plan of(Plan plan) {
    Set<PlannedCell> own = new HashSet<>();
    int[] total = new int[of];
    int share = (plan.cells().size() + of - 1) / of;
    for (Kind kind : Kind.values()) {
      List<PlannedCell> ofKind = plan.cells().stream().filter(c -> kind(c) == kind).toList();
      int[] load = new int[of];
      for (List<PlannedCell> unit : units(ofKind, share)) {
        int part =
            IntStream.range(0, of)
                .boxed()
                .min(Comparator.<Integer>comparingInt(i -> load[i]).thenComparing(i -> total[i]))
                .orElseThrow();
        load[part] += unit.size();
        total[part] += unit.size();
        if (part == number - 1) {
          own.addAll(unit);
        }
      }
    }
    return new Plan(plan.profile(), plan.cells().stream().filter(own::contains).toList());
  }

  private static Kind kind(PlannedCell cell) {
    if (cell.features().isEmpty()) {
      return Kind.PIXELS;
    }
    return cell.features().get().method().worthKeeping() ? Kind.KEPT_FEATURES : Kind.OTHER;
  }

  /**
   * Returns the groups of cells that stay together, the largest first. No group exceeds the limit.
   */
  private static List<List<PlannedCell>> units(List<PlannedCell> cells, int limit) {
    Map<List<Object>, List<PlannedCell>> groups = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      String shared =
          kind(cell) == Kind.KEPT_FEATURES ? cell.features().get().name() : "row " + cell.base();
      groups
          .computeIfAbsent(
              List.of(cell.dataset().name(), cell.seed(), shared), key -> new ArrayList<>())
          .add(cell);
    }
    List<List<PlannedCell>> units = new ArrayList<>();
    for (List<PlannedCell> group : groups.values()) {
      int parts = (group.size() + limit - 1) / limit;
      for (int i = 0; i < parts; i++) {
        units.add(group.subList(group.size() * i / parts, group.size() * (i + 1) / parts));
      }
    }
    units.sort(Comparator.comparingInt(unit -> -unit.size())); // stable
    return units;
  }
}
