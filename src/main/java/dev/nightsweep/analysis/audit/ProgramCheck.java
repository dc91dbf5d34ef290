package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramChanged;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramNotCovered;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Did the same files train all runs: the program, what it imports, what its settings name? */
final class ProgramCheck {
  private ProgramCheck() {}

  static List<Finding> of(Records records) {
    List<Finding> findings = new ArrayList<>();
    within(records, findings);
    if (findings.isEmpty()) {
      overTime(records, findings);
    }
    records.evidence().comparisonRuns().stream()
        .flatMap(run -> files(records, run).stream())
        .flatMap(files -> files.notCovered().stream())
        .findFirst()
        .ifPresent(
            why ->
                findings.add(
                    Finding.ofSweep(
                        Severity.NOTE, AuditCheck.PROGRAM, new ProgramNotCovered(why))));
    return findings;
  }

  private static void within(Records records, List<Finding> findings) {
    Set<Records.Pair> pairs = new LinkedHashSet<>();
    Set<String> names = new TreeSet<>();
    for (Contrast contrast : records.contrasts()) {
      for (Records.Pair pair : records.pairs(contrast)) {
        Set<String> differing = differing(records, pair.level(), pair.baseline());
        if (!differing.isEmpty()) {
          pairs.add(pair);
          names.addAll(differing);
        }
      }
    }
    if (!pairs.isEmpty()) {
      findings.add(
          new Finding(
              Severity.ERROR,
              AuditCheck.PROGRAM,
              Records.ids(List.copyOf(pairs)),
              new ProgramChanged(List.copyOf(names), pairs.size())));
    }
  }

  /** From run to run in the order of their start, tuning included. */
  private static void overTime(Records records, List<Finding> findings) {
    Set<String> names = new TreeSet<>();
    List<String> after = new ArrayList<>();
    Optional<RunRecord> first = Optional.empty();
    for (RunRecord run : records.evidence().runs()) {
      if (files(records, run).isPresent()) {
        first = first.isPresent() ? first : Optional.of(run);
        Set<String> differing = differing(records, first.get(), run);
        names.addAll(differing);
        if (!differing.isEmpty()) {
          after.add(run.runId());
        }
      }
    }
    if (!names.isEmpty()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.PROGRAM,
              after,
              new ProgramChanged(List.copyOf(names), 0)));
    }
  }

  private static Set<String> differing(Records records, RunRecord one, RunRecord other) {
    Optional<ProgramFiles> first = files(records, one);
    Optional<ProgramFiles> second = files(records, other);
    return first.isPresent() && second.isPresent()
        ? first.get().differing(second.get())
        : Set.of(); // not known
  }

  private static Optional<ProgramFiles> files(Records records, RunRecord run) {
    return Optional.ofNullable(records.evidence().environments().get(run.runId()))
        .map(Environment::facts)
        .flatMap(ProgramFiles::of);
  }
}
