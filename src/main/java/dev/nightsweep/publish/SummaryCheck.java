package dev.nightsweep.publish;

import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.contrast.StoredLook;
import dev.nightsweep.journal.SweepSummary;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.Entry;
import dev.nightsweep.model.SweepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the summary of an exported sweep, which nobody imports, against the looks of its journal.
 *
 * @param entries of the sweep's own journal
 */
public record SummaryCheck(List<Entry> entries) {
  public SummaryCheck {
    entries = List.copyOf(entries);
  }

  /** What the summary tells otherwise, a sentence each. */
  public List<String> contradictions(SweepSummary summary) {
    List<String> wrong = new ArrayList<>();
    summary.contrasts().ifPresent(told -> wrong.addAll(ofRows(told, rows())));
    summary
        .answers()
        .ifPresent(told -> said().ifPresent(said -> wrong.addAll(ofSentences(told, said))));
    return wrong;
  }

  private static List<String> ofRows(List<ContrastResult> told, List<ContrastResult> journaled) {
    if (told.equals(journaled)) {
      return List.of();
    }
    String differences =
        StoredLook.ofRows(told, journaled).stream()
            .map(LookDifference::sentence)
            .collect(Collectors.joining("; "));
    return List.of(
        "Its summary is not what its journal tells: %s."
            .formatted(
                differences.isEmpty()
                    ? "the rows of its contrasts are not those of the last look"
                    : differences));
  }

  private static List<String> ofSentences(List<String> told, List<String> said) {
    List<String> wrong = new ArrayList<>();
    told.stream()
        .filter(sentence -> !said.contains(sentence))
        .map("Its answers tell what was not said at the last look: “%s”"::formatted)
        .forEach(wrong::add);
    said.stream()
        .filter(sentence -> !told.contains(sentence))
        .map("Its answers leave out what was said at the last look: “%s”"::formatted)
        .forEach(wrong::add);
    return wrong;
  }

  private List<ContrastResult> rows() {
    return entries.stream()
        .filter(Entry.LookTaken.class::isInstance)
        .map(look -> ((Entry.LookTaken) look).results())
        .reduce(List.of(), (before, after) -> after);
  }

  /**
   * The sentences of the last look, if it was at all that the sweep has; answers of other sweeps
   * are those of the moment when they were exported, and are made anew here.
   */
  private Optional<List<String>> said() {
    Optional<Entry.SweepChanged> ended = Optional.empty();
    Optional<List<String>> said = Optional.empty();
    for (Entry entry : entries) {
      if (entry instanceof Entry.SweepChanged changed) {
        ended = Optional.of(changed).filter(SummaryCheck::isEnd);
        said = Optional.empty();
      } else if (entry instanceof Entry.LookTaken taken) {
        said = ended.filter(end -> !taken.at().isBefore(end.at())).map(end -> taken.said());
      }
    }
    return said.filter(sentences -> !sentences.isEmpty());
  }

  private static boolean isEnd(Entry.SweepChanged changed) {
    return changed.state() != SweepState.PLANNED && changed.state() != SweepState.RUNNING;
  }
}
