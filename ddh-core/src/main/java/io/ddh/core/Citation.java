package io.ddh.core;

/**
 * The publication that a method or metric comes from. The bibliography is generated from these
 * records.
 *
 * @param authors the authors as printed, for example {@code J. Lin, Z. Li, J. Tang}
 * @param title the paper's title
 * @param venue journal or conference
 * @param year year of publication
 * @param doi DOI or arXiv number; empty when there is none
 */
public record Citation(String authors, String title, String venue, int year, String doi) {
  /**
   * Checks that authors, title and venue are not blank, and that the year is in [1900, 2100].
   *
   * @param authors the authors as printed, for example {@code J. Lin, Z. Li, J. Tang}
   * @param title the paper's title
   * @param venue journal or conference
   * @param year year of publication
   * @param doi DOI or arXiv number; empty when there is none
   * @throws IllegalArgumentException if authors, title or venue are blank, or the year is out of
   *     range
   */
  public Citation {
    Check.that(!authors.isBlank(), "authors must not be blank");
    Check.that(!title.isBlank(), "title must not be blank");
    Check.that(!venue.isBlank(), "venue must not be blank");
    Check.inRange("year", year, 1900, 2100);
  }

  @Override
  public String toString() {
    String tail = doi.isEmpty() ? "" : " " + doi;
    return authors + ": " + title + ". " + venue + ", " + year + "." + tail;
  }
}
