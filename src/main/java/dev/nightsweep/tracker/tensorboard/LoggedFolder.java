package dev.nightsweep.tracker.tensorboard;

import dev.nightsweep.tracker.RunFiles;
import dev.nightsweep.tracker.TrackedFact;
import dev.nightsweep.tracker.TrackerLimits;
import dev.nightsweep.tracker.UnreadableRunException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the event files that lie in one folder tell, without those in folders below it. */
record LoggedFolder(Path path, List<TrackedFact> facts) {

  /** Reads the files, the oldest first. */
  static LoggedFolder read(Path path, List<Path> files) throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    Map<Place, Double> before = new HashMap<>();
    for (Path file : files) {
      List<TrackedFact> told = facts(file);
      requireOther(file, told, before);
      facts.addAll(told);
      TrackerLimits.requireFacts(path, facts.size());
      if (files.size() > 1) {
        told.forEach(fact -> remember(fact, before));
      }
    }
    return new LoggedFolder(path, facts);
  }

  private static List<TrackedFact> facts(Path file) throws IOException {
    List<TrackedFact> facts = new ArrayList<>();
    try (RunFiles events = EventFiles.ofOne(file)) {
      for (List<TrackedFact> some = events.rest(); !some.isEmpty(); some = events.rest()) {
        facts.addAll(some);
        TrackerLimits.requireFacts(file, facts.size());
      }
    }
    return facts;
  }

  private record Place(String metric, long step) {}

  private static void remember(TrackedFact fact, Map<Place, Double> before) {
    if (fact instanceof TrackedFact.Point it) {
      before.put(new Place(it.metric(), it.step()), it.value());
    }
  }

  /** Whether a run was begun anew, or two runs logged there, cannot be told. */
  private static void requireOther(Path file, List<TrackedFact> told, Map<Place, Double> before)
      throws UnreadableRunException {
    for (TrackedFact fact : told) {
      if (fact instanceof TrackedFact.Point it) {
        Double other = before.get(new Place(it.metric(), it.step()));
        if (other != null && Double.compare(other, it.value()) != 0) {
          throw new UnreadableRunException(
              file,
              "another event file in its folder has “%s” at step %d too, as %s instead of %s. Either a run was begun anew or two runs logged there: leave one of the files there"
                  .formatted(it.metric(), it.step(), other, it.value()));
        }
      }
    }
  }

  boolean hasScalars() {
    return facts.stream().anyMatch(TrackedFact.Point.class::isInstance);
  }

  /** Whether the plugin for hyperparameters wrote there. */
  boolean hasSession() {
    return facts.stream().anyMatch(fact -> !(fact instanceof TrackedFact.Point));
  }
}
