package dev.nightsweep.intake;

import dev.nightsweep.intake.IntakeOptions.Duplicates;
import dev.nightsweep.model.Settings;
import dev.nightsweep.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts runs into their arms, one for each seed. */
final class ArmRuns {
  private final Duplicates duplicates;
  private final List<String> remarks;
  private final List<String> undecided = new ArrayList<>();
  private int repeated;
  private int again;
  private int chosen;

  /**
   * @param remarks takes what is to be told of runs that are there twice
   */
  ArmRuns(Duplicates duplicates, List<String> remarks) {
    this.duplicates = duplicates;
    this.remarks = remarks;
  }

  private record Place(Settings levels, long seed) {}

  /** With the seeds that they have; of those of one arm and seed there must be one that counts. */
  List<StudyRun> seeded(List<FoundRun> runs, VaryingParameters parameters, SeedParameter seed) {
    Map<Place, List<FoundRun>> places = new LinkedHashMap<>();
    for (FoundRun run : runs) {
      Place place = new Place(parameters.levels(run), seed.of(run).orElseThrow());
      places.computeIfAbsent(place, of -> new ArrayList<>()).add(run);
    }
    List<StudyRun> placed = new ArrayList<>();
    places.forEach((at, of) -> placed.add(new StudyRun(one(at, of), at.levels(), at.seed())));
    refuseUndecided();
    remark();
    return placed;
  }

  private void refuseUndecided() {
    if (!undecided.isEmpty()) {
      throw Refusal.of(
          "Of %s there are several runs that read differently: %s. If a parameter that is not logged tells them apart, they are no pairs; else choose with --duplicates first or last, or with --where."
              .formatted(
                  undecided.size() == 1 ? "one arm and seed" : undecided.size() + " arms and seeds",
                  Refusal.list(undecided)));
    }
  }

  private void remark() {
    if (repeated > 0) {
      remarks.add(
          "%s as another one of the same arm and seed: once each."
              .formatted(Numbers.count(repeated, "run reads", "runs read")));
    }
    if (again > 0) {
      remarks.add(
          "%s, and another run of the same arm and seed went through: that one counts."
              .formatted(
                  Numbers.count(again, "run failed or was ended", "runs failed or were ended")));
    }
    if (chosen > 0) {
      remarks.add(
          "Of %s there were several runs that read differently; the %s of them was taken, as asked."
              .formatted(
                  Numbers.count(chosen, "arm and seed", "arms and seeds"),
                  duplicates == Duplicates.FIRST ? "first" : "last"));
    }
  }

  private FoundRun one(Place place, List<FoundRun> runs) {
    List<FoundRun> whole = runs.stream().filter(run -> run.fate() == RunFate.FINISHED).toList();
    List<FoundRun> left = whole.isEmpty() ? runs : whole;
    again += runs.size() - left.size();
    FoundRun first = left.get(0);
    if (whole.isEmpty() || left.stream().allMatch(first::readsLike)) {
      repeated += left.size() - 1;
      return first;
    }
    switch (duplicates) {
      case REFUSE ->
          undecided.add(
              "%s, seed %d: %s"
                  .formatted(
                      place.levels().isEmpty() ? "all" : place.levels(),
                      place.seed(),
                      String.join(" and ", left.stream().map(FoundRun::id).toList())));
      case FIRST, LAST -> chosen++;
    }
    return duplicates == Duplicates.LAST ? left.get(left.size() - 1) : first;
  }

  /** Without seeds: those of an arm are numbered as they come. */
  static List<StudyRun> numbered(List<FoundRun> runs, VaryingParameters parameters) {
    Map<Settings, Integer> numbers = new LinkedHashMap<>();
    return runs.stream()
        .map(
            run -> {
              Settings levels = parameters.levels(run);
              return new StudyRun(run, levels, numbers.merge(levels, 1, Integer::sum));
            })
        .toList();
  }
}
