package dev.nightsweep.analysis.contrast;

import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.analysis.sequential.PlannedSeeds;
import dev.nightsweep.model.PlannedRun.Phase;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.Settings;
import dev.nightsweep.model.SweepRecord;
import dev.nightsweep.model.Tuning;
import java.util.List;
import java.util.Optional;

/**
 * What a tuned sweep would have claimed had all arms been compared at one and the same nuisance
 * setting: judged like any other, from the runs that tuned the arms and on their few seeds.
 */
public final class FixedSettings {
  private FixedSettings() {}

  /**
   * The verdicts at one setting.
   *
   * @param details on the objective, contrast by contrast
   */
  public record Fixed(Settings settings, List<ContrastDetail> details) {
    public Fixed {
      details = List.copyOf(details);
    }
  }

  /** In listed order; none while arms are being tuned, or if they never are. */
  public static List<Fixed> of(Evidence evidence) {
    Optional<Tuning> tuning = evidence.sweep().header().tuning().filter(Tuning::isDone);
    return tuning.stream()
        .flatMap(t -> t.candidates().stream().map(settings -> fixed(evidence, t, settings)))
        .toList();
  }

  private static Fixed fixed(Evidence evidence, Tuning tuning, Settings settings) {
    SweepRecord sweep = evidence.sweep();
    List<RunRecord> runs =
        evidence.runs().stream()
            .filter(run -> run.phase() == Phase.SELECTION && run.candidate().equals(settings))
            .map(run -> run.in(Phase.COMPARISON))
            .toList();
    SweepRecord asked =
        new SweepRecord(
            sweep.header().with(tuning.seeds(), Optional.empty()),
            sweep.state(),
            sweep.arms(),
            sweep.runs(),
            sweep.startedAt(),
            sweep.endedAt(),
            sweep.looks(),
            sweep.lookedAt());
    Evidence alone =
        new Evidence(
            asked,
            evidence.metrics(),
            runs,
            evidence.attempts(),
            evidence.seconds(),
            evidence.cpuSeconds(),
            evidence.environments(),
            evidence.readings());
    JudgedRuns judged = new JudgedRuns(alone, new PlannedSeeds());
    return new Fixed(settings, Verdicts.family(judged, judged.contrasts(), judged.objective(), 1));
  }
}
