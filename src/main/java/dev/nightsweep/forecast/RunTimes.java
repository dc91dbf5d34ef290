package dev.nightsweep.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/** Wall seconds of whole runs, learned arm by arm while a sweep goes on. */
public final class RunTimes {
  private final Map<String, List<Double>> seconds = new HashMap<>();

  /** A run of the arm was trained from its beginning to its end in that many seconds. */
  public void observe(String armId, double whole) {
    seconds.computeIfAbsent(armId, id -> new ArrayList<>()).add(whole);
  }

  /**
   * What the next run of the arm will take: the mean of its own runs, else the longest mean of any
   * arm, so that nothing is started on a guess that is too good; empty while no run has ended.
   */
  public OptionalDouble expected(String armId) {
    List<Double> own = seconds.get(armId);
    return own == null
        ? seconds.values().stream().mapToDouble(RunTimes::mean).max()
        : OptionalDouble.of(mean(own));
  }

  /**
   * When the last of some runs will be done, if they are started in that order on slots that get
   * free one by one.
   *
   * @param busy seconds that each run under way still takes
   * @param runs seconds of each run to come
   * @param slots how many run at once; at least one
   * @return seconds from now
   */
  public static double makespan(List<Double> busy, List<Double> runs, int slots) {
    PriorityQueue<Double> free = new PriorityQueue<>(busy);
    while (free.size() < slots) {
      free.add(0.0);
    }
    double end = 0;
    for (double run : runs) {
      double done = free.remove() + run;
      end = Math.max(end, done);
      free.add(done);
    }
    return end;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
