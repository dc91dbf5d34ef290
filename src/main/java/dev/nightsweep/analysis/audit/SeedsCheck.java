package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.contrast.ContrastDetail;
import dev.nightsweep.analysis.evidence.ReadingFacts.RepeatedRuns;
import dev.nightsweep.analysis.paired.Thresholds;
import dev.nightsweep.model.Arm;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Do seeds make a difference to what is read, as verdicts suppose? */
final class SeedsCheck {
  private final Records records;
  private final Set<String> alike = new HashSet<>();

  private SeedsCheck(Records records) {
    this.records = records;
  }

  static List<Finding> of(Records records) {
    return new SeedsCheck(records).findings();
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (RepeatedRuns repeated : records.judged().repeated()) {
      alike.add(repeated.armId());
      findings.add(
          new Finding(
              Severity.ERROR,
              AuditCheck.SEEDS,
              repeated.runs(),
              new FindingDetail.RepeatedReadings(
                  label(repeated.armId()),
                  repeated.runs().size(),
                  repeated.completed(),
                  records.header().isTracked())));
    }
    for (Arm arm : records.evidence().sweep().arms()) {
      readings(arm, findings);
    }
    for (ContrastDetail detail : records.details()) {
      differences(detail, findings);
    }
    return findings;
  }

  private void readings(Arm arm, List<Finding> findings) {
    String metric = records.header().objective().metric();
    Set<String> stuck = records.judged().neverLearned();
    List<RunRecord> runs =
        records.evidence().comparisonRuns().stream()
            .filter(run -> run.armId().equals(arm.armId()) && !stuck.contains(run.runId()))
            .filter(run -> run.state() == RunState.COMPLETED && run.reading(metric).isPresent())
            .toList();
    long readings = runs.stream().map(run -> run.reading(metric)).distinct().count();
    if (readings == 1 && runs.size() >= Thresholds.MIN_SEEDS && alike.add(arm.armId())) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.SEEDS,
              runs.stream().map(RunRecord::runId).toList(),
              new FindingDetail.EqualReadings(arm.label(), runs.size(), metric)));
    }
  }

  /** Unless that follows from what was said of its arms. */
  private void differences(ContrastDetail detail, List<Finding> findings) {
    Contrast contrast = detail.contrast();
    boolean isSaid =
        contrast.cells().stream()
            .flatMap(cell -> Stream.of(cell.armId(), cell.baselineArmId()))
            .anyMatch(alike::contains);
    if (detail.objective().equals(records.header().objective())
        && detail.result().pairs() >= Thresholds.MIN_SEEDS
        && detail.spread().standardDeviation() == 0
        && !isSaid) {
      findings.add(
          new Finding(
              Severity.WARNING,
              AuditCheck.SEEDS,
              Records.ids(records.pairs(contrast)),
              new FindingDetail.EqualDifferences(
                  contrast, detail.result().pairs(), detail.result().metric())));
    }
  }

  private String label(String armId) {
    return records.evidence().sweep().arm(armId).label();
  }
}
