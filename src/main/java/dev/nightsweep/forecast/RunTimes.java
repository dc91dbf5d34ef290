package dev.nightsweep.forecast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;

/**
 * Wall seconds of whole runs: what a forecast expects, corrected arm by arm by what is learned
 * while a sweep goes on.
 */
public final class RunTimes {
  private final Map<String, Double> forecast;
  private final Map<String, List<Double>> seconds = new HashMap<>();
  private double took;
  private double foreseen;
  private OptionalDouble longest = OptionalDouble.empty();

  /** With nothing forecast. */
  public RunTimes() {
    this(Map.of());
  }

  /**
   * @param forecast seconds by arm, of the arms for which there is a forecast
   */
  public RunTimes(Map<String, Double> forecast) {
    this.forecast = Map.copyOf(forecast);
  }

  /** Whether nothing is known of any arm. */
  public boolean isEmpty() {
    return forecast.isEmpty() && seconds.isEmpty();
  }

  /**
   * A run of the arm was trained from its beginning to its end in that many seconds; where the
   * clock was set meanwhile there may seem to be none.
   */
  public void observe(String armId, double whole) {
    if (whole <= 0) {
      return;
    }
    seconds.computeIfAbsent(armId, id -> new ArrayList<>()).add(whole);
    longest = OptionalDouble.empty();
    if (forecast.containsKey(armId)) {
      took += whole;
      foreseen += forecast.get(armId);
    }
  }

  /**
   * What the next run of the arm will take: the mean of its own runs; else its forecast, times what
   * the other arms' runs took against theirs; else the longest mean of any arm, so that nothing is
   * started on a guess that is too good. Empty while nothing is known.
   */
  public OptionalDouble expected(String armId) {
    if (seconds.containsKey(armId)) {
      return OptionalDouble.of(mean(seconds.get(armId)));
    }
    if (forecast.containsKey(armId)) {
      return OptionalDouble.of(forecast.get(armId) * correction());
    }
    if (longest.isEmpty()) { // kept: a search of many arms asks for each of them
      longest = seconds.values().stream().mapToDouble(RunTimes::mean).max();
    }
    return longest;
  }

  /** How long the runs that were seen took against their forecast; 1 without any. */
  private double correction() {
    return foreseen > 0 && took > 0 ? took / foreseen : 1;
  }

  /** How many runs were seen. */
  int observed() {
    return seconds.values().stream().mapToInt(List::size).sum();
  }

  /**
   * The standard deviation of a run's seconds around its arm's mean, as a share of that mean; empty
   * until some arm has two runs.
   */
  OptionalDouble relativeDeviation() {
    double squares = 0;
    int degrees = 0;
    for (List<Double> runs : seconds.values()) {
      double mean = mean(runs);
      squares += runs.stream().mapToDouble(s -> (s / mean - 1) * (s / mean - 1)).sum();
      degrees += runs.size() - 1;
    }
    return degrees == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / degrees));
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
