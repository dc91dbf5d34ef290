package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ProvenanceFinding.OfClocks;
import dev.nightsweep.analysis.audit.ProvenanceFinding.UnlikeElapsed;
import dev.nightsweep.model.AttemptRecord;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Do the clocks run forwards, and do the times that runs tell fit the times that they took? */
final class ClockCheck {
  private static final double TOLERATED = 3;

  /** Clocks of several machines differ a little. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final Records records;
  private final Map<String, List<AttemptRecord>> attempts;
  private final List<Finding> findings = new ArrayList<>();

  private ClockCheck(Records records) {
    this.records = records;
    this.attempts =
        records.evidence().attempts().stream()
            .collect(
                Collectors.groupingBy(AttemptRecord::runId, TreeMap::new, Collectors.toList()));
  }

  static List<Finding> of(Records records) {
    ClockCheck check = new ClockCheck(records);
    check.report(OfClocks.ENDED_BEFORE_START, check::endsBeforeItsStart);
    check.report(OfClocks.ATTEMPTS_OVERLAP, check::attemptsOverlap);
    if (!records.header().isTracked()) { // whose sweep came after them
      check.report(OfClocks.BEFORE_THE_SWEEP, check::startsBeforeItsSweep);
    }
    if (!records.header().isSimulated()) { // whose times are made up
      records.contrasts().forEach(check::elapsed);
    }
    return check.findings;
  }

  private void report(OfClocks kind, Predicate<RunRecord> wrong) {
    List<String> runs =
        records.evidence().runs().stream()
            .filter(run -> run.reusedFrom().isEmpty())
            .filter(wrong)
            .map(RunRecord::runId)
            .toList();
    if (!runs.isEmpty()) {
      findings.add(new Finding(Severity.WARNING, AuditCheck.CLOCKS, runs, kind));
    }
  }

  private List<AttemptRecord> attempts(RunRecord run) {
    return attempts.getOrDefault(run.runId(), List.of()).stream()
        .sorted(Comparator.comparingInt(AttemptRecord::attempt))
        .toList();
  }

  private boolean endsBeforeItsStart(RunRecord run) {
    boolean attempt =
        attempts(run).stream()
            .anyMatch(a -> a.endedAt().filter(end -> end.isBefore(a.startedAt())).isPresent());
    return attempt
        || run.startedAt()
            .flatMap(start -> run.endedAt().filter(end -> end.isBefore(start)))
            .isPresent();
  }

  private boolean attemptsOverlap(RunRecord run) {
    List<AttemptRecord> own = attempts(run);
    for (int i = 1; i < own.size(); i++) {
      Instant earlier = own.get(i - 1).endedAt().orElse(own.get(i - 1).startedAt());
      if (own.get(i).startedAt().isBefore(earlier)) {
        return true;
      }
    }
    return false;
  }

  private boolean startsBeforeItsSweep(RunRecord run) {
    return attempts(run).stream()
        .anyMatch(a -> a.startedAt().isBefore(records.header().createdAt().minus(SLACK)));
  }

  /** Results that were not made here come at once, however long they tell to have taken. */
  private void elapsed(Contrast contrast) {
    List<Records.Pair> pairs =
        records.completedPairs(contrast).stream()
            .filter(pair -> pair.both().stream().allMatch(run -> share(run) > 0))
            .toList();
    PairedLogs logs =
        PairedLogs.of(
            pairs.stream().map(p -> Math.log(share(p.level()) / share(p.baseline()))).toList());
    if (logs.isOff(TOLERATED)) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.CLOCKS,
              Records.ids(pairs),
              new UnlikeElapsed(contrast, logs.ratio())));
    }
  }

  /**
   * The time that the run's only attempt took, over the time that its epochs tell; 0 if unknown.
   */
  private double share(RunRecord run) {
    List<AttemptRecord> own = attempts(run);
    if (own.size() != 1 || run.reusedFrom().isPresent() || own.get(0).endedAt().isEmpty()) {
      return 0;
    }
    double told =
        records.evidence().seconds().getOrDefault(run.runId(), List.of()).stream()
            .mapToDouble(Point::reading)
            .filter(Double::isFinite)
            .sum();
    double took =
        Duration.between(own.get(0).startedAt(), own.get(0).endedAt().get()).toMillis() / 1e3;
    return told > 0 && took > 0 ? took / told : 0;
  }
}
