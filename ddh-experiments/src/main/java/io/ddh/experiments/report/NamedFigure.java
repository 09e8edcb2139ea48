package io.ddh.experiments.report;

/** A figure with a fixed name and title. */
abstract class NamedFigure implements Figure {
  private final String name;
  private final String title;

  NamedFigure(String name, String title) {
    this.name = name;
    this.title = title;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String title() {
    return title;
  }
}
