package dev.nightsweep.analysis.audit;

import dev.nightsweep.model.ParameterRoles;
import dev.nightsweep.model.Point;
import java.util.List;
import java.util.Map;

/**
 * What was recorded of the runs beside what verdicts rest on.
 *
 * @param roles of the program's parameters
 * @param hostLoad by run id: how busy the machine was beside the run while it trained, such as the
 *     mean load average; empty if it was not measured
 * @param testEvaluations by run id: how many times the test set was evaluated
 * @param curves by run id: the readings of the objective after every epoch
 */
public record Recorded(
    ParameterRoles roles,
    Map<String, Double> hostLoad,
    Map<String, Integer> testEvaluations,
    Map<String, List<Point>> curves) {
  public Recorded {
    hostLoad = Map.copyOf(hostLoad);
    testEvaluations = Map.copyOf(testEvaluations);
    curves = Map.copyOf(curves);
  }
}
