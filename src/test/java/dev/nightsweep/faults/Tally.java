package dev.nightsweep.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a soak has done so far, and what did not hold. */
final class Tally {
  final List<String> lost = new ArrayList<>();
  final List<String> duplicates = new ArrayList<>();
  final List<String> stuck = new ArrayList<>();
  final List<String> different = new ArrayList<>();
  int ownersKilled;
  int workersKilled;
  int asked;
  int sweeps;
  long lines;
  long epochs;
  boolean hangsOnTiming;
  Duration calm = Duration.ZERO;
  Duration took = Duration.ZERO;

  int kills() {
    return ownersKilled + workersKilled;
  }

  boolean isClean() {
    return lost.isEmpty() && duplicates.isEmpty() && stuck.isEmpty() && different.isEmpty();
  }

  void add(Invariants found) {
    lost.addAll(found.lost());
    duplicates.addAll(found.duplicates());
    stuck.addAll(found.stuck());
    different.addAll(found.different());
  }

  static String head() {
    return """
        | sweep | kills (owner + worker) | SIGINT, SIGTERM | sweeps | acknowledged lines | lost | twice | stuck | final table | seconds |
        |---|---|---|---|---|---|---|---|---|---|""";
  }

  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %d (%d + %d) | %d | %d | %d | %d | %d | %d | %s | %d |",
        name,
        kills(),
        ownersKilled,
        workersKilled,
        asked,
        sweeps,
        lines,
        lost.size(),
        duplicates.size(),
        stuck.size(),
        different.isEmpty() ? agreed() : different.size() + " rows differ",
        took.toSeconds());
  }

  private String agreed() {
    return hangsOnTiming ? "decisions kept" : "equal";
  }

  /** The same, as {@code src/bench/optuna_kills.py} goes on with it. */
  static String headBesidePeers() {
    return """
        | 48 trials of 50 reports | kills | trials planned | acknowledged reports | of them lost | RUNNING for ever | complete twice | never complete | storage errors | hung | reports made / planned | seconds a sweep (undisturbed) |
        |---|---|---|---|---|---|---|---|---|---|---|---|""";
  }

  String rowBesidePeers(int trials, int reports) {
    long planned = (long) sweeps * trials;
    return String.format(
        Locale.ROOT,
        "| Nightsweep | %d | %d | %d | %d | %d | %d | %d | 0 | 0 | %.2f | %.0f (%.0f) |",
        kills(),
        planned,
        epochs,
        lost.size(),
        stuck.size(),
        duplicates.size(),
        different.size(),
        epochs / (double) (planned * reports),
        took.toMillis() / 1e3 / sweeps,
        calm.toMillis() / 1e3);
  }

  @Override
  public String toString() {
    return "lost %s%ntwice %s%nstuck %s%ndifferent %s"
        .formatted(lost, duplicates, stuck, different);
  }
}
