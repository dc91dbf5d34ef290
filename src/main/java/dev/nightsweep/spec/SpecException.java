package dev.nightsweep.spec;

import java.util.List;
import java.util.stream.Collectors;

/** A spec cannot be used; the message lists its problems in the order of the file, one a line. */
public final class SpecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  SpecException(List<Problem> problems, String end) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "", end)));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong; at most {@value Problems#MAX_PROBLEMS} problems. */
  public List<Problem> problems() {
    return problems;
  }
}
