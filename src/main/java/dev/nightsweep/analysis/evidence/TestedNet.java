package dev.nightsweep.analysis.evidence;

import dev.nightsweep.model.ClassLabels;
import dev.nightsweep.model.RunRecord;
import dev.nightsweep.model.RunResult;
import dev.nightsweep.model.RunState;
import dev.nightsweep.model.Setting;
import dev.nightsweep.model.SweepRecord;
import java.util.Optional;

/**
 * What a net that a run trained made of labelled test images.
 *
 * @param predictions the class of every image, in their order
 */
public record TestedNet(String runId, Images images, ClassLabels predictions) {
  private static final String DATA_SET = "dataset";

  /** One image has no spread. */
  private static final int MIN_IMAGES = 2;

  /** What two nets must have been tested on alike: equal labels may stand on other pictures. */
  public record Images(String dataSet, ClassLabels truth) {}

  /** Of a completed run that kept what its net predicted. */
  public static Optional<TestedNet> of(
      SweepRecord sweep, RunRecord run, Optional<RunResult> result) {
    return result
        .filter(of -> run.state() == RunState.COMPLETED)
        .filter(of -> of.hasImages() && of.truth().size() >= MIN_IMAGES)
        .map(of -> new TestedNet(run.runId(), testedOn(sweep, run, of), of.predictions()));
  }

  private static Images testedOn(SweepRecord sweep, RunRecord run, RunResult result) {
    String dataSet = sweep.settings(run).find(DATA_SET).map(Setting::text).orElse("");
    return new Images(dataSet, result.truth());
  }
}
