package dev.nightsweep.analysis;

import dev.nightsweep.analysis.contrast.LookDifference;
import dev.nightsweep.analysis.evidence.Evidence;
import dev.nightsweep.model.ContrastResult;
import dev.nightsweep.model.ModelCard;
import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Point;
import java.util.List;
import java.util.Map;

/**
 * What is stored of one sweep, as its analysis reads it: each at most once, and only if something
 * that rests on it is asked for.
 */
public interface SweepObservations {
  Evidence evidence();

  /** The nets that runs trained, by run id, as far as they told of them. */
  Map<String, ModelCard> models();

  /**
   * By run id: how busy the machine was while the run trained, such as the mean load average; empty
   * if it was not measured.
   */
  Map<String, Double> hostLoad();

  /** By run id: how many times the test set was evaluated. */
  Map<String, Integer> testEvaluations();

  /** By run id: the readings of the objective after every epoch. */
  Map<String, List<Point>> objectiveCurves();

  /** What the parameters of the program mean. */
  ParameterRoles roles();

  /** The rows of the looks so far. */
  List<ContrastResult> shown();

  /** What journaled looks tell and the readings that they were taken at do not give. */
  List<LookDifference> contradicted();

  /** Whether it was written down what decides the verdicts, when the first result came. */
  boolean isLocked();

  /** How many of its results were part of an earlier verdict, by that sweep's id. */
  Map<String, Integer> repeated();
}
