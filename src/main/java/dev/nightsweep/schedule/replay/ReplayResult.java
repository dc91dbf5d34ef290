package dev.nightsweep.schedule.replay;

import dev.nightsweep.model.DeclaredMetrics;
import dev.nightsweep.model.Environment;
import dev.nightsweep.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How training a run again went. */
public sealed interface ReplayResult {

  /**
   * Every reading, prediction and parameter came out as recorded, bit for bit.
   *
   * @param parameterHash of what was trained; empty where that is not known, as of a program of
   *     somebody's own
   */
  record Identical(int epochs, int readings, Optional<String> parameterHash)
      implements ReplayResult {}

  /**
   * Something came out otherwise.
   *
   * @param first where it left the record
   * @param environment what differs between where it was trained and where it was replayed
   */
  record Left(Mismatch first, List<Difference> environment) implements ReplayResult {
    public Left {
      environment = List.copyOf(environment);
    }
  }

  /** It could not be trained to its end here; {@code cause} says why. */
  record Unfinished(String cause) implements ReplayResult {}

  /**
   * It was not trained again, since what would train it here is another.
   *
   * @param why a sentence without its full stop
   * @param advice what would train it as then; may be empty
   */
  record NotComparable(String why, String advice) implements ReplayResult {}

  /** A fact about the environment that is not what it was; empty text where it is not known. */
  record Difference(String fact, String was, String is) {}

  /**
   * Holds what came out against the record.
   *
   * @param metrics of the run's program
   */
  static ReplayResult of(Recording was, Recording is, DeclaredMetrics metrics) {
    if (!is.isSettled()) {
      return new Unfinished(
          is.outcome().map(ReplayResult::cause).orElse("the worker gave no result"));
    }
    Optional<Mismatch> departure = Mismatch.between(was, is, metrics);
    if (departure.isPresent()) {
      return new Left(departure.get(), differences(was.environment(), is.environment()));
    }
    int readings = was.epochs().values().stream().mapToInt(Map::size).sum();
    return new Identical(was.epochs().size(), readings, hash(was));
  }

  private static String cause(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.cause() : "it was interrupted";
  }

  private static Optional<String> hash(Recording recording) {
    return recording
        .outcome()
        .filter(Outcome.Completed.class::isInstance)
        .map(o -> ((Outcome.Completed) o).result().parameterHash())
        .filter(hash -> !hash.isEmpty());
  }

  private static List<Difference> differences(Optional<Environment> was, Optional<Environment> is) {
    Map<String, String> then = was.<Map<String, String>>map(Environment::facts).orElse(Map.of());
    Map<String, String> now = is.<Map<String, String>>map(Environment::facts).orElse(Map.of());
    Set<String> names = new TreeSet<>(then.keySet());
    names.addAll(now.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String name : names) {
      String before = then.getOrDefault(name, "");
      String after = now.getOrDefault(name, "");
      if (!before.equals(after)) {
        differences.add(new Difference(name, before, after));
      }
    }
    return differences;
  }
}
