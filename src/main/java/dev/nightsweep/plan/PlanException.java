package dev.nightsweep.plan;

import java.util.List;

/** A good spec cannot become a plan; the problems are the author's to mend. */
public final class PlanException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public PlanException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** In sentences for people, at least one. */
  public List<String> problems() {
    return problems;
  }
}
