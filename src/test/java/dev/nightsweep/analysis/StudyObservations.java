package dev.nightsweep.analysis;

import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Point;
import dev.nightsweep.model.RunRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link Study} would have stored; it counts how often its runs are read. */
public final class StudyObservations implements SweepObservations {
  private final Study study;
  private List<ContrastResult> shown = List.of();
  private List<LookDifference> contradicted = List.of();
  private Map<String, Integer> repeated = Map.of();
  private int reads;

  public StudyObservations(Study study) {
    this.study = study;
  }

  /** The rows of the looks so far, and what of them their readings do not give. */
  public StudyObservations looked(List<ContrastResult> rows, List<LookDifference> wrong) {
    this.shown = rows;
    this.contradicted = wrong;
    return this;
  }

  /** How many of the readings were part of an earlier verdict, by that sweep's id. */
  public StudyObservations repeating(Map<String, Integer> earlier) {
    this.repeated = earlier;
    return this;
  }

  /** How many times something was read. */
  public int reads() {
    return reads;
  }

  @Override
  public Evidence evidence() {
    reads++;
    return study.evidence();
  }

  @Override
  public Map<String, ModelCard> models() {
    reads++;
    Map<String, ModelCard> models = new HashMap<>();
    for (RunRecord run : study.runs()) {
      study.model(run.runId()).ifPresent(model -> models.put(run.runId(), model));
    }
    return models;
  }

  @Override
  public Map<String, Double> hostLoad() {
    reads++;
    return Map.of();
  }

  @Override
  public Map<String, Integer> testEvaluations() {
    reads++;
    return Map.of();
  }

  @Override
  public Map<String, List<Point>> objectiveCurves() {
    reads++;
    return study.series(study.sweep().header().objective().metric());
  }

  @Override
  public ParameterRoles roles() {
    return ParameterRoles.USUAL;
  }

  @Override
  public List<LookDifference> contradicted() {
    return contradicted;
  }

  @Override
  public boolean isLocked() {
    return true;
  }

  @Override
  public Map<String, Integer> repeated() {
    return repeated;
  }

  @Override
  public List<ContrastResult> shown() {
    reads++;
    return shown;
  }
}
