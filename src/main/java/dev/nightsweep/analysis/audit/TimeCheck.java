package dev.nightsweep.analysis.audit;

import dev.nightsweep.analysis.evidence.TrainingTimes;
import dev.nightsweep.model.Contrast;
import dev.nightsweep.model.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Do wall time and CPU time tell the same of a contrast? */
final class TimeCheck {
  private static final double TOLERATED = 1.05;

  private TimeCheck() {}

  static List<Finding> of(Records records) {
    TrainingTimes wall = records.judged().wallTimes();
    TrainingTimes cpu = records.judged().cpuTimes();
    List<Finding> findings = new ArrayList<>();
    for (Contrast contrast : records.contrasts()) {
      List<Double> logs = new ArrayList<>();
      for (Records.Pair pair : records.pairs(contrast)) {
        double log = waiting(wall, cpu, pair.level()) - waiting(wall, cpu, pair.baseline());
        if (Double.isFinite(log)) {
          logs.add(log);
        }
      }
      PairedLogs all = PairedLogs.of(logs);
      if (all.isOff(TOLERATED)) {
        findings.add(finding(contrast, all.ratio()));
      }
    }
    return findings;
  }

  /** The log ratio of wall time to CPU time; NaN if either is not known. */
  private static double waiting(TrainingTimes wall, TrainingTimes cpu, RunRecord run) {
    OptionalDouble seconds = wall.medianSeconds(run);
    OptionalDouble busy = cpu.medianSeconds(run);
    return Math.log(seconds.orElse(Double.NaN) / busy.orElse(Double.NaN));
  }

  private static Finding finding(Contrast contrast, double ratio) {
    return Finding.ofSweep(
        Severity.WARNING, AuditCheck.TIME, new FindingDetail.UnlikeTimes(contrast, ratio));
  }
}
