package dev.nightsweep.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the points of a sweep are chosen: {@code method} in a spec. */
public enum SearchMethod {
  /** Every combination of what is listed. */
  GRID("grid", Points.LISTED),
  /** Independent draws. */
  RANDOM("random", Points.INDEPENDENT),
  /** Sobol's sequence, which fills the space evenly. */
  SOBOL("sobol", Points.SPREAD),
  /** Where good readings make better ones likely: a tree-structured Parzen estimator. */
  BAYES("Bayesian", Points.ADAPTIVE),
  /** As whoever trained the runs chose, which their tracker does not tell: no method of a spec. */
  TRACKED("tracked", Points.UNKNOWN);

  private enum Points {
    LISTED,
    INDEPENDENT,
    SPREAD,
    ADAPTIVE,
    UNKNOWN
  }

  private final String title;
  private final Points points;

  SearchMethod(String title, Points points) {
    this.title = title;
    this.points = points;
  }

  /** The method of that name in specs, journals and SQL. */
  public static Optional<SearchMethod> find(String text) {
    return Stream.of(values()).filter(method -> method.text().equals(text)).findFirst();
  }

  /** All that a spec may name, in declared order. */
  public static List<SearchMethod> ofSpecs() {
    return Stream.of(values()).filter(SearchMethod::isKnown).toList();
  }

  /** Those but the grid. */
  public static List<SearchMethod> searches() {
    return ofSpecs().stream().filter(SearchMethod::isSearch).toList();
  }

  /** As in specs, journals and SQL. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In a sentence: a Bayesian search. */
  public String title() {
    return title;
  }

  /** Whether points are drawn, as many as {@code run_cap} says, and nothing is compared. */
  public boolean isSearch() {
    return points != Points.LISTED;
  }

  /** Whether it is known how points are chosen. */
  public boolean isKnown() {
    return points != Points.UNKNOWN;
  }

  /** Whether no point depends on another, so that fewer of them are a fair sample. */
  public boolean isIndependent() {
    return points == Points.INDEPENDENT;
  }

  /** Whether points follow from what those before them read. */
  public boolean isAdaptive() {
    return points == Points.ADAPTIVE;
  }
}
