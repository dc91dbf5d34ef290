package dev.nightsweep.report;

import dev.nightsweep.text.Numbers;
import java.util.List;
import java.util.Optional;

/** What is doubtful about the metrics that a program reported. */
final class RemarksView {
  private RemarksView() {}

  /** Of one run; nothing if all went well. */
  static Optional<Section> section(RunFacts run) {
    Grid table =
        new Grid(
            "What is doubtful about what the program reported",
            List.of(Grid.Column.text("remark")),
            run.remarks().stream().map(said -> List.of(Grid.Cell.of(said))).toList());
    return run.remarks().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Section.plain("remarks", "Remarks", PlainView.tables("", List.of(table), "")));
  }

  /** Of all runs together, with the first of them as an example. */
  static Optional<Notice> notice(List<RunFacts> runs) {
    List<RunFacts> told = runs.stream().filter(run -> !run.remarks().isEmpty()).toList();
    return told.stream()
        .findFirst()
        .map(
            first ->
                new Notice(
                    "info",
                    "Remarks.",
                    "Something is doubtful about what %s reported, such as: %s. The page of each has its own."
                        .formatted(Numbers.count(told.size(), "run"), first.remarks().get(0))));
  }
}
