package dev.nightsweep.spec;

import dev.nightsweep.spec.Tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What W&B reads in another way than YAML 1.2: kept for programs of somebody's own, whose files are
 * W&B's, and a problem where a program of ours is trained. Which one it is, a file tells late.
 */
final class Tolerated {
  private final List<Reading> readings = new ArrayList<>();

  private record Reading(Place at, String problem, Optional<String> note) {}

  /** Without a word where it is tolerated. */
  void add(Place at, String problem) {
    add(new Reading(at, problem, Optional.empty()));
  }

  /**
   * With a warning where it is tolerated.
   *
   * @param note how it is read there
   */
  void add(Place at, String problem, String note) {
    add(new Reading(at, problem, Optional.of(note)));
  }

  private void add(Reading reading) {
    if (readings.size() <= Problems.MAX_PROBLEMS) {
      readings.add(reading);
    }
  }

  void refuse(Problems problems) {
    readings.forEach(reading -> problems.add(reading.at(), reading.problem()));
  }

  void tell(Problems warnings) {
    for (Reading reading : readings) {
      reading
          .note()
          .filter(note -> !warnings.isFull())
          .ifPresent(note -> warnings.add(reading.at(), note));
    }
  }
}
