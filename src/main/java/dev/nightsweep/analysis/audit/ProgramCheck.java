package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.audit.ProvenanceFinding.CodeDeclaredSame;
import dev.nightsweep.analysis.audit.ProvenanceFinding.CodeUnknown;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramChanged;
import dev.nightsweep.analysis.audit.ProvenanceFinding.ProgramNotCovered;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.ProgramCode;
import dev.nightsweep.model.ProgramFiles;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Did the same files train all runs: the program, what it imports, what its settings name? */
final class ProgramCheck {
  /** A file that is another for so large a share of the runs is one that they write. */
  private static final double WRITTEN = 0.25;

  private static final int MIN_VERSIONS = 4;

  private final Records records;
  private final Map<String, ProgramFiles> files = new LinkedHashMap<>();
  private final Set<String> written = new HashSet<>();

  private ProgramCheck(Records records) {
    this.records = records;
    for (RunRecord run : records.evidence().runs()) {
      Environment environment = records.evidence().environments().get(run.runId());
      if (environment != null) {
        ProgramFiles.of(environment.facts()).ifPresent(known -> files.put(run.runId(), known));
      }
    }
    Map<String, Set<String>> versions = new TreeMap<>();
    for (ProgramFiles known : files.values()) {
      known
          .own()
          .forEach((name, hash) -> versions.computeIfAbsent(name, n -> new HashSet<>()).add(hash));
    }
    versions.forEach(
        (name, hashes) -> {
          if (hashes.size() >= MIN_VERSIONS && hashes.size() > WRITTEN * files.size()) {
            written.add(name);
          }
        });
  }

  static List<Finding> of(Records records) {
    ProgramCheck check = new ProgramCheck(records);
    List<Finding> findings = new ArrayList<>();
    check.within(findings);
    if (findings.isEmpty()) {
      check.overTime(findings);
    }
    check.ofCode(findings);
    check.files.values().stream()
        .flatMap(known -> known.notCovered().stream())
        .findFirst()
        .ifPresent(
            why ->
                findings.add(
                    Finding.ofSweep(
                        Severity.NOTE, AuditCheck.PROGRAM, new ProgramNotCovered(why))));
    return findings;
  }

  /** What the sweep itself knows; runs of a sweep without pairs are not held against each other. */
  static List<Finding> ofCode(Records records) {
    List<Finding> findings = new ArrayList<>();
    new ProgramCheck(records).ofCode(findings);
    return findings;
  }

  private void within(List<Finding> findings) {
    Set<Records.Pair> pairs = new LinkedHashSet<>();
    Set<String> names = new TreeSet<>();
    for (Contrast contrast : records.contrasts()) {
      for (Records.Pair pair : records.pairs(contrast)) {
        Set<String> differing = differing(pair.level().runId(), pair.baseline().runId());
        if (!differing.isEmpty()) {
          pairs.add(pair);
          names.addAll(differing);
        }
      }
    }
    add(names, Records.ids(List.copyOf(pairs)), pairs.size(), findings);
  }

  /** Against the first run that tells, tuning included. */
  private void overTime(List<Finding> findings) {
    Set<String> names = new TreeSet<>();
    List<String> after = new ArrayList<>();
    List<String> ids = List.copyOf(files.keySet());
    for (String runId : ids) {
      Set<String> differing = differing(ids.get(0), runId);
      names.addAll(differing);
      if (!differing.isEmpty()) {
        after.add(runId);
      }
    }
    add(names, after, 0, findings);
  }

  /** What the sweep itself knows of its code. */
  private void ofCode(List<Finding> findings) {
    Optional<ProgramCode> code = records.header().code();
    List<String> mixed = code.map(ProgramCode::mixed).orElse(List.of());
    if (findings.isEmpty() && !mixed.isEmpty()) {
      findings.add(
          Finding.ofSweep(Severity.ERROR, AuditCheck.PROGRAM, new ProgramChanged(mixed, 0)));
    }
    if (!declared().isEmpty()) {
      findings.add(
          Finding.ofSweep(Severity.WARNING, AuditCheck.PROGRAM, new CodeDeclaredSame(declared())));
    }
    boolean tellsNothing = files.values().stream().allMatch(known -> known.own().isEmpty());
    if (code.isEmpty() && !tellsNothing) {
      findings.add(Finding.ofSweep(Severity.NOTE, AuditCheck.PROGRAM, new CodeUnknown()));
    }
  }

  private List<String> declared() {
    return records.header().code().map(ProgramCode::declared).orElse(List.of());
  }

  /**
   * Whether it was declared that a change of the file, or of one in the folder, does not matter.
   */
  private boolean isDeclared(String name) {
    return declared().stream().anyMatch(file -> file.equals(name) || ProgramFiles.isOf(name, file));
  }

  private void add(Set<String> all, List<String> runs, int pairs, List<Finding> findings) {
    Set<String> names = new TreeSet<>(all);
    names.removeIf(this::isDeclared);
    if (!names.isEmpty()) {
      boolean vital =
          names.stream()
              .anyMatch(name -> files.values().stream().anyMatch(known -> known.isVital(name)));
      findings.add(
          new Finding(
              vital ? Severity.ERROR : Severity.WARNING,
              AuditCheck.PROGRAM,
              runs,
              new ProgramChanged(List.copyOf(names), pairs)));
    }
  }

  /** Nothing where one of the two does not tell: then it is not known. */
  private Set<String> differing(String runId, String otherId) {
    ProgramFiles one = files.get(runId);
    ProgramFiles other = files.get(otherId);
    if (one == null || other == null) {
      return Set.of();
    }
    Set<String> names = one.differing(other);
    names.removeAll(written);
    return names;
  }
}
