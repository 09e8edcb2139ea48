package io.ddh.experiments.report;

import io.ddh.core.BadInputException;
import io.ddh.core.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The figures that a report draws from cells.
 *
 * @param all the figures in the order in which they are shown
 */
public record Figures(List<Figure> all) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  /** Pattern of the file names of {@link WorkFigures}. */
  private static final Pattern OF_WORK = Pattern.compile("(t-sne|retrievals)(-.*)?");

  /**
   * {@return all figures on the class path, the built-in ones first, then the others sorted by
   * name}
   *
   * @throws BadInputException if a figure has an invalid name or the name of another figure
   */
  public static Figures load() {
    List<Figure> all = new ArrayList<>(Services.load(Figure.class));
    all.sort(Comparator.comparing(figure -> figure instanceof OwnFigures ? "" : figure.name()));
    Set<String> names = new HashSet<>();
    for (Figure figure : all) {
      String name = figure.name();
      require(NAME.matcher(name).matches(), figure, name, "lower-case letters, digits and -");
      require(names.add(name), figure, name, "a name that no other figure has");
    }
    return new Figures(List.copyOf(all));
  }

  /**
   * Draws all figures from the results of a data set.
   *
   * @throws BadInputException if a figure draws a file whose name its {@link Figure#files} does not
   *     match
   */
  List<DrawnFigure> of(DatasetResults results) {
    if (results.table().bits().isEmpty()) {
      return List.of();
    }
    List<DrawnFigure> drawn = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Figure figure : all) {
      for (DrawnFigure one : figure.draw(results)) {
        String name = one.name();
        String valid = "names that match its files() and that no other figure uses";
        boolean own = figure.files().matcher(name).matches() && !OF_WORK.matcher(name).matches();
        require(own && names.add(name), figure, name, valid);
        drawn.add(one);
      }
    }
    return drawn;
  }

  /**
   * {@return true if one of the figures may have drawn the file} A report deletes no other files.
   */
  boolean own(String file) {
    String name = file.replaceFirst("\\.(png|csv)$", "");
    return !name.equals(file) && all.stream().anyMatch(f -> f.files().matcher(name).matches());
  }

  private static void require(boolean condition, Figure figure, String found, String valid) {
    if (!condition) {
      throw new BadInputException(
          "figure '" + found + "' of " + figure.getClass().getName() + "; valid: " + valid);
    }
  }
}
